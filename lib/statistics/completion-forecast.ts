import { tQuantile } from './distributions';

export interface CompletionForecast {
  /** Days until the last place is filled, 1 when today is enough: where a tenth, half and nine tenths of what may come lie. */
  days: { early: number; middle: number; late: number | null };
  /** What is done by the end of today, of tomorrow and so on: the middle with an 80 % prediction band. */
  fan: { low: number; middle: number; high: number }[];
  /** Mean labels a day in the record. */
  pace: number;
}

export type ForecastResult = CompletionForecast | { reason: 'nothing_left' | 'too_few_days' | 'no_progress' };

/** Two weeks hold every weekday twice: less says nothing about a week. */
const LEAST_DAYS = 14;
/** Beyond half a year a forecast from some weeks is a guess. */
const LONGEST_DAYS = 183;

/**
 * When will the work be done? Each coming day takes the mean of its weekday in the record, so that weekends stay slow. The
 * band is an 80 % prediction interval of the running sum: the spread of days about their weekday's mean (in
 * proportion to it: what moves a team moves all of it), and, growing with the square of the distance, that those means are estimates from a few weeks
 * (Student's t, N − 7 degrees of freedom).
 *
 * @param perDay labels of each past day without gaps, oldest first, the last one yesterday (today is not over).
 * @param remaining places that wait for a label.
 * @returns `late` is null when the slow end of the band is not done within half a year; a reason when there is no forecast.
 * @throws RangeError for a negative count.
 */
export function completionForecast(perDay: readonly number[], remaining: number): ForecastResult {
  if (!(remaining >= 0) || perDay.some((labels) => !(labels >= 0)))
    throw new RangeError('completionForecast: counts must not be negative');
  if (remaining === 0) return { reason: 'nothing_left' };
  if (perDay.length < LEAST_DAYS) return { reason: 'too_few_days' };
  const { means, counts, variation } = byWeekday(perDay);
  const t = tQuantile(0.9, perDay.length - 7);
  const fan: CompletionForecast['fan'] = [];
  const ahead = new Float64Array(7);
  let middle = 0;
  let low = 0;
  for (let day = 0; day < LONGEST_DAYS && low < remaining; day++) {
    ahead[day % 7]!++;
    middle += means[day % 7]!;
    let spread = 0;
    for (let w = 0; w < 7; w++) spread += means[w]! ** 2 * (ahead[w]! + ahead[w]! ** 2 / counts[w]!);
    const half = t * variation * Math.sqrt(spread);
    // What is done is never undone: the band can't fall, however wide it grows.
    low = Math.max(low, middle - half);
    const high = Math.max(fan.at(-1)?.high ?? 0, middle + half);
    fan.push({
      low: Math.min(remaining, low),
      middle: Math.min(remaining, middle),
      high: Math.min(remaining, high),
    });
  }
  const reached = (end: 'low' | 'middle' | 'high') => fan.findIndex((day) => day[end] >= remaining) + 1;
  if (!reached('middle')) return { reason: 'no_progress' };
  return {
    days: { early: reached('high'), middle: reached('middle'), late: reached('low') || null },
    fan,
    pace: perDay.reduce((a, b) => a + b, 0) / perDay.length,
  };
}

/** Mean and number of the days of each weekday, today's first, and by what share of that mean a day varies. */
function byWeekday(perDay: readonly number[]): { means: number[]; counts: number[]; variation: number } {
  const sums = new Array<number>(7).fill(0);
  const counts = new Array<number>(7).fill(0);
  // The day that comes `ahead` days after the record has the weekday of each day 7 k − ahead before its end.
  const weekday = (at: number) => (((at - perDay.length) % 7) + 7) % 7;
  for (const [at, labels] of perDay.entries()) {
    sums[weekday(at)]! += labels;
    counts[weekday(at)]!++;
  }
  const means = sums.map((sum, w) => sum / counts[w]!);
  let residual = 0;
  let level = 0;
  for (const [at, labels] of perDay.entries()) {
    residual += (labels - means[weekday(at)]!) ** 2;
    level += means[weekday(at)]! ** 2;
  }
  // Seven means were taken from the same days.
  const lost = perDay.length / (perDay.length - 7);
  return { means, counts, variation: level > 0 ? Math.sqrt((lost * residual) / level) : 0 };
}
