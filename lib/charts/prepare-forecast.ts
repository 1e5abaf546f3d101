import { completionForecast, type ForecastResult } from '#lib/statistics/completion-forecast';
import { dayTicks, formatDay, numberAxis } from './axis-ticks';
import { type BandDrawing, LINE_ALONE } from './band-drawing';
import { formatCount } from './format-figure';

const DAY_MS = 86_400_000;
/** How much of the past stands before what is to come. */
const PAST_DAYS = 21;

export interface PreparedForecast {
  /** In words, with dates: "Done on about 3 Dec (80 %: 1 Dec to 9 Dec)". */
  sentence: string;
  /** The date alone with its interval, "3 Dec (1 Dec to 9 Dec)"; null without a forecast. */
  done: string | null;
  /** Places filled so far and, shaded, to come; null without a forecast. */
  drawing: BandDrawing | null;
}

const WHY: Record<Extract<ForecastResult, { reason: string }>['reason'], string> = {
  nothing_left: 'No place waits for a label.',
  too_few_days: 'A forecast needs two weeks of labelling.',
  no_progress: 'At the pace of the last weeks the open places won’t be filled within half a year.',
};

/**
 * When the open places will be filled, from the labels of the past days.
 *
 * @param perDay labels by UTC day without gaps, as the report has them; days after the last one had none.
 * @param waiting places that wait for a label.
 * @param today the current UTC day, "2026-11-23": it is not over, and forecast like the days to come.
 * @throws RangeError for a day that is none, or a negative count.
 */
export function prepareForecast(
  perDay: { day: string; labels: number }[],
  waiting: number,
  today: string,
): PreparedForecast {
  const now = Date.parse(`${today}T00:00:00Z`);
  if (Number.isNaN(now)) throw new RangeError(`prepareForecast: ${today} is not a day`);
  const finished = untilYesterday(perDay, now);
  const forecast = completionForecast(finished, waiting);
  if ('reason' in forecast) return { sentence: WHY[forecast.reason], done: null, drawing: null };
  const { early, middle, late } = forecast.days;
  const date = (days: number) => formatDay(now + (days - 1) * DAY_MS);
  const range =
    late === null
      ? `${date(early)} or far later`
      : date(early) === date(late)
        ? 'the same day'
        : `${date(early)} to ${date(late)}`;
  const sentence = `${formatCount(waiting)} open places are filled on about ${date(middle)} (80 %: ${range}), at ${formatCount(forecast.pace)} labels a day.`;
  const done = `${date(middle)} (${range})`;
  const soFar = perDay.reduce((sum, { labels }) => sum + labels, 0);
  return { sentence, done, drawing: fanDrawing(finished, forecast.fan, { soFar, waiting }, now, sentence) };
}

function untilYesterday(perDay: { day: string; labels: number }[], now: number): number[] {
  const first = perDay[0];
  if (!first) return [];
  const from = Date.parse(`${first.day}T00:00:00Z`);
  const counts = new Map(perDay.map(({ day, labels }) => [Date.parse(`${day}T00:00:00Z`), labels]));
  return Array.from(
    { length: Math.max(0, (now - from) / DAY_MS) },
    (_, k) => counts.get(from + k * DAY_MS) ?? 0,
  );
}

/** The running sum of the batch's labels: what came lately and, shaded, what is to come until the open places are filled. */
function fanDrawing(
  finished: number[],
  fan: { low: number; middle: number; high: number }[],
  { soFar, waiting }: { soFar: number; waiting: number },
  now: number,
  sentence: string,
): BandDrawing {
  const past = finished.slice(-PAST_DAYS);
  let total = 0;
  const behind = past
    .map((_, k) => {
      const done = soFar - total;
      total += past[past.length - 1 - k]!;
      return { x: now - k * DAY_MS, value: done };
    })
    .reverse();
  const all = soFar + waiting;
  const ahead = fan.map((day, k) => ({ x: now + (k + 1) * DAY_MS, ...day }));
  const least = behind[0]?.value ?? soFar;
  // Room for the words above the line that says when all are filled.
  const y = numberAxis(least, all + (all - least) / 8, (value) => formatCount(value), { count: 4 });
  const end = ahead.at(-1)?.x ?? now;
  return {
    points: [
      ...behind.map(({ x, value }) => ({
        x,
        value,
        band: x === now ? ([soFar, soFar] as const) : null,
        lone: false,
        tip: [x === now ? 'now' : formatDay(x), `${formatCount(value)} labels`],
      })),
      ...ahead.map(({ x, low, middle, high }) => ({
        x,
        value: soFar + middle,
        band: [soFar + low, soFar + high] as const,
        lone: false,
        tip: [
          `end of ${formatDay(x - DAY_MS)}`,
          `${formatCount(middle)} of ${formatCount(waiting)} places filled`,
          `80 %: ${formatCount(low)} to ${formatCount(high)}`,
        ],
      })),
    ],
    xDomain: [behind[0]?.x ?? now, end],
    xTicks: dayTicks(behind[0]?.x ?? now, end, 4),
    yDomain: y.domain,
    yTicks: y.ticks,
    ...LINE_ALONE,
    reference: { y: all, label: `${formatCount(all)}: all places filled` },
    ahead: { from: now, to: end },
    end: null,
    tone: 'ink',
    alternative: {
      summary: sentence,
      headers: ['By the end of', 'Filled', '80 % interval'],
      rows: ahead.map(({ x, low, middle, high }) => [
        formatDay(x - DAY_MS),
        formatCount(middle),
        `${formatCount(low)} to ${formatCount(high)}`,
      ]),
    },
  };
}
