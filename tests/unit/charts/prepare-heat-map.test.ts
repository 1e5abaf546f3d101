import { expect, test } from 'vitest';
import {
  CELL_COUNT,
  CELL_HATCHED,
  CELL_NONE,
  CELL_SELF,
  type HeatFigure,
  type HeatPairs,
  heatCell,
  prepareHeatMap,
} from '#lib/charts/prepare-heat-map';

const people = ['Jonas Weber', 'Liam Doyle', 'Farah Haddad'];
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

const pairs = (
  ...rows: [a: number, b: number, shared: number, agreeing: number, kappa?: number][]
): HeatPairs => ({
  a: Int32Array.from(rows, (r) => r[0]),
  b: Int32Array.from(rows, (r) => r[1]),
  shared: Int32Array.from(rows, (r) => r[2]),
  agreeing: Int32Array.from(rows, (r) => r[3]),
  kappa: Float64Array.from(rows, (r) => r[4] ?? Number.NaN),
  se: Float64Array.from(rows, () => 0.1),
});
const draw = (given: HeatPairs, order = [0, 1, 2], figure: HeatFigure = 'agreement') =>
  prepareHeatMap(people, order, given, { figure });

test('values stand above the diagonal and shared counts below it, in whatever order the people stand', () => {
  for (const order of [
    [0, 1, 2],
    [1, 2, 0],
  ]) {
    const drawing = draw(pairs([0, 1, 10, 4]), order);
    const [w, d] = [order.indexOf(0), order.indexOf(1)];
    const [row, column] = [Math.min(w, d), Math.max(w, d)];
    expect(heatCell(drawing, row, column)).toMatchObject({ code: 2, text: '40' });
    expect(heatCell(drawing, column, row)).toMatchObject({ code: CELL_COUNT, text: '10' });
    expect(heatCell(drawing, 1, 1).code).toBe(CELL_SELF);
  }
});

test('too few shared comparisons are hatched, and say so; who shares none has an empty cell below', () => {
  const drawing = draw(pairs([0, 2, 4, 4]));
  expect(heatCell(drawing, 0, 2)).toMatchObject({ code: CELL_HATCHED, text: '' });
  expect(plain(heatCell(drawing, 0, 2).words)).toBe(
    'Jonas Weber and Farah Haddad only 4 shared: too few to say',
  );
  expect(heatCell(drawing, 2, 0)).toMatchObject({ code: CELL_COUNT, text: '4' });
  expect(heatCell(drawing, 0, 1).code).toBe(CELL_HATCHED);
  expect(heatCell(drawing, 1, 0)).toMatchObject({
    code: CELL_NONE,
    words: 'Liam Doyle and Jonas Weber share no comparison',
  });
});

test('the ramp has seven steps, and what lies beyond the scale takes its end', () => {
  const step = (agreeing: number) => draw(pairs([0, 1, 100, agreeing])).cells[1];
  expect([10, 30, 60, 89, 100].map(step)).toEqual([1, 1, 4, 7, 7]);
});

test('a cell says the figures with their intervals', () => {
  const drawing = draw(pairs([0, 1, 10, 4, 0.2]));
  expect(drawing.names.map((person) => person.short)).toEqual(['JW', 'LD', 'FH']);
  expect(plain(heatCell(drawing, 0, 1).words)).toBe(
    'Jonas Weber and Liam Doyle agree on 40 % (16.8 – 68.7) of 10 shared; kappa 0.20 (0.00 – 0.40)',
  );
});

test('kappa is drawn on its own scale, and hatched where it is undefined', () => {
  const drawing = draw(pairs([0, 1, 50, 30, 0.35], [0, 2, 50, 50]), [0, 1, 2], 'kappa');
  expect(heatCell(drawing, 0, 1)).toMatchObject({ code: 4, text: '.35' });
  expect(heatCell(drawing, 0, 2)).toMatchObject({ code: CELL_HATCHED, text: '' });
  expect(heatCell(drawing, 0, 2).words).toContain('kappa undefined');
});

test('300 people give every pair its place above and below the diagonal', () => {
  const names = Array.from({ length: 300 }, (_, i) => `Annotator ${i}`);
  const rows: [number, number, number, number][] = [];
  for (let a = 0; a < 300; a++) for (let b = a + 1; b < 300; b++) rows.push([a, b, 20, (a * b) % 21]);
  const { cells, pairOf } = prepareHeatMap(
    names,
    names.map((_, i) => 299 - i),
    pairs(...rows),
  );
  const count = (is: (code: number) => boolean) => cells.reduce((sum, code) => sum + (is(code) ? 1 : 0), 0);
  expect(count((code) => code >= 1 && code <= 7)).toBe(44_850);
  expect(count((code) => code === CELL_COUNT)).toBe(44_850);
  expect(pairOf[1]).toBe(44_849);
});

test('a pair with a stranger, with oneself, or an order that leaves someone out is refused', () => {
  expect(() => draw(pairs([0, 7, 9, 4]))).toThrow(/prepareHeatMap/);
  expect(() => draw(pairs([1, 1, 9, 4]))).toThrow(RangeError);
  expect(() => draw(pairs(), [0, 1, 1])).toThrow(RangeError);
});
