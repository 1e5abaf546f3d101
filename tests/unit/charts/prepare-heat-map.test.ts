import { expect, test } from 'vitest';
import { prepareHeatMap } from '#lib/charts/prepare-heat-map';

const people = [
  { id: 'w', name: 'Jonas Weber', marked: true },
  { id: 'd', name: 'Liam Doyle' },
  { id: 'h', name: 'Farah Haddad' },
];

test('values stand above the diagonal and shared counts below it, whichever way a pair is named', () => {
  const drawing = prepareHeatMap(people, [{ a: 'd', b: 'w', value: 0.4, count: 10 }]);
  expect(drawing.rows[0]![1]).toMatchObject({ kind: 'value', text: '40' });
  expect(drawing.rows[1]![0]).toMatchObject({ kind: 'count', text: '10' });
  expect(drawing.rows[1]![1]!.kind).toBe('self');
});

test('too few shared comparisons are not coloured', () => {
  const drawing = prepareHeatMap(people, [{ a: 'w', b: 'h', value: 0.9, count: 4 }]);
  expect(drawing.rows[0]![2]).toMatchObject({ kind: 'too-few', step: null, text: '' });
  expect(drawing.rows[2]![0]).toMatchObject({ kind: 'count', text: '4' });
  expect(drawing.rows[2]![1]!.kind).toBe('none');
});

test('the ramp has seven steps, and what lies beyond the scale takes its end', () => {
  const step = (value: number) =>
    prepareHeatMap(people, [{ a: 'w', b: 'd', value, count: 9 }]).rows[0]![1]!.step;
  expect([0.1, 0.3, 0.6, 0.89, 1].map(step)).toEqual([1, 1, 4, 7, 7]);
});

test('columns are named by initials and every cell by a sentence', () => {
  const drawing = prepareHeatMap(people, [{ a: 'w', b: 'd', value: 0.4, count: 10 }]);
  expect(drawing.names.map((person) => person.short)).toEqual(['JW', 'LD', 'FH']);
  expect(drawing.rows[0]![1]!.words.replace('\u00a0', ' ')).toBe(
    'Jonas Weber and Liam Doyle agree on 40 % of 10 comparisons',
  );
});

test('a pair with a stranger, or with oneself, is refused', () => {
  expect(() => prepareHeatMap(people, [{ a: 'w', b: 'x', value: 0.5, count: 9 }])).toThrow(/prepareHeatMap/);
  expect(() => prepareHeatMap(people, [{ a: 'w', b: 'w', value: 0.5, count: 9 }])).toThrow(RangeError);
});
