import { describe, expect, it } from 'vitest';
import { type CompletionForecast, completionForecast } from '#lib/statistics/completion-forecast';
import { seededRandom } from '#lib/statistics/random';

const forecast = (perDay: number[], remaining: number) =>
  completionForecast(perDay, remaining) as CompletionForecast;

describe('completionForecast', () => {
  it('divides what is left by a pace that never varies, without a band', () => {
    const { days, pace, fan } = forecast(new Array(21).fill(40), 100);
    expect([days, pace]).toEqual([{ early: 3, middle: 3, late: 3 }, 40]);
    expect(fan).toEqual([
      { low: 40, middle: 40, high: 40 },
      { low: 80, middle: 80, high: 80 },
      { low: 100, middle: 100, high: 100 },
    ]);
  });

  it('keeps weekends slow: the day after the record has the weekday of seven days before', () => {
    // Five days of work, two of rest, and today is the first day of work again.
    const weeks = [10, 10, 10, 10, 10, 0, 0, 10, 10, 10, 10, 10, 0, 0, 10, 10, 10, 10, 10, 0, 0];
    expect(forecast(weeks, 60).fan.map((day) => day.middle)).toEqual([10, 20, 30, 40, 50, 50, 50, 60]);
    expect(forecast(weeks.slice(0, -2), 10).fan.map((day) => day.middle)).toEqual([0, 0, 10]);
  });

  it('holds what came within the 80 % band about four times in five', () => {
    const random = seededRandom(3);
    const usual = [40, 60, 50, 55, 45, 8, 4];
    const day = (at: number) => Math.max(0, Math.round(usual[at % 7]! * (1 + 0.4 * random.normal())));
    let inside = 0;
    const runs = 600;
    for (let run = 0; run < runs; run++) {
      const { fan } = forecast(
        Array.from({ length: 28 }, (_, at) => day(at)),
        3000,
      );
      let total = 0;
      for (let ahead = 0; ahead < 10; ahead++) total += day(28 + ahead);
      if (total >= fan[9]!.low && total <= fan[9]!.high) inside++;
    }
    expect(inside / runs).toBeGreaterThan(0.75);
    expect(inside / runs).toBeLessThan(0.87);
  });

  it('never takes back what is done, and leaves an end open that is too far', () => {
    const wild = Array.from({ length: 28 }, (_, at) => (at % 9 === 0 ? 300 : 0));
    const { fan, days } = forecast(wild, 4000);
    for (let k = 1; k < fan.length; k++) expect(fan[k]!.low).toBeGreaterThanOrEqual(fan[k - 1]!.low);
    expect(days.late).toBeNull();
    expect(days.early).toBeLessThan(days.middle);
  });

  it('says why there is none', () => {
    expect(completionForecast(new Array(21).fill(5), 0)).toEqual({ reason: 'nothing_left' });
    expect(completionForecast(new Array(13).fill(5), 10)).toEqual({ reason: 'too_few_days' });
    expect(completionForecast(new Array(21).fill(0), 10)).toEqual({ reason: 'no_progress' });
    expect(completionForecast(new Array(21).fill(1), 1e6)).toEqual({ reason: 'no_progress' });
    expect(() => completionForecast([-1], 3)).toThrow(RangeError);
  });
});
