import { describe, expect, it } from 'vitest';
import { prepareForecast } from '#lib/charts/prepare-forecast';

const days = (from: string, counts: number[]) =>
  counts.map((labels, k) => ({
    day: new Date(Date.parse(`${from}T00:00:00Z`) + k * 86_400_000).toISOString().slice(0, 10),
    labels,
  }));

describe('prepareForecast', () => {
  it('says the date on which a steady crew is done, today counted in', () => {
    const { sentence, drawing } = prepareForecast(
      days('2026-11-01', new Array(21).fill(50)),
      120,
      '2026-11-22',
    );
    expect(sentence).toBe(
      '120 open places are filled on about 24 Nov (80 %: the same day), at 50 labels a day.',
    );
    expect(drawing!.points.at(-1)).toMatchObject({ value: 1170, band: [1170, 1170] });
    expect(drawing!.points.find((p) => p.x === Date.parse('2026-11-22T00:00:00Z'))!.value).toBe(1050);
    expect(drawing!.points[0]!.value).toBe(50);
    expect(drawing!.reference).toEqual({ y: 1170, label: '1,170: all places filled' });
    expect(drawing!.ahead).toEqual({ from: Date.parse('2026-11-22'), to: Date.parse('2026-11-25') });
  });

  it('counts the days since the last label as days without one, and leaves today’s part out of the record', () => {
    const rested = prepareForecast(days('2026-11-01', new Array(14).fill(50)), 120, '2026-11-22');
    // Two of each three days of a weekday were worked: a third less a day.
    expect(rested.sentence).toContain('at 33 labels a day');
    const partly = prepareForecast(days('2026-11-01', [...new Array(21).fill(50), 1]), 120, '2026-11-22');
    expect(partly.sentence).toContain('at 50 labels a day');
  });

  it('says why there is no date', () => {
    const record = days('2026-11-01', new Array(21).fill(50));
    expect(prepareForecast(record, 0, '2026-11-22')).toEqual({
      sentence: 'No place waits for a label.',
      done: null,
      drawing: null,
    });
    expect(prepareForecast(record, 1e6, '2026-11-22').drawing).toBeNull();
    expect(prepareForecast([], 10, '2026-11-22').sentence).toMatch(/two weeks/);
    expect(() => prepareForecast(record, 5, 'soon')).toThrow(RangeError);
  });
});
