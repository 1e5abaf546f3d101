import { expect, test } from 'vitest';
import {
  axisFigure,
  formatCoefficient,
  formatCount,
  formatDuration,
  formatInterval,
  formatPercent,
  formatSigned,
} from '#lib/charts/format-figure';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('a share reads as percent with one decimal and a no-break space', () => {
  expect(formatPercent(0.1488)).toBe('14.9\u00a0%');
  expect(plain(formatPercent(1, 0))).toBe('100 %');
});

test('a missing figure is a dash, never a zero', () => {
  for (const format of [formatPercent, formatCoefficient, formatCount, formatSigned, formatDuration]) {
    expect(format(null)).toBe('–');
  }
});

test('a negative coefficient carries a real minus, and what rounds to zero carries none', () => {
  expect(formatCoefficient(-0.123)).toBe('−0.12');
  expect(formatCoefficient(-0.001)).toBe('0.00');
  expect(formatSigned(0.0004)).toBe('0.000');
  expect(formatSigned(0.031)).toBe('+0.031');
  expect(formatSigned(-0.012)).toBe('−0.012');
});

test('counts are grouped by thousands', () => {
  expect(formatCount(2150)).toBe('2,150');
  expect(formatCount(999)).toBe('999');
});

test('a duration is said in the two largest units', () => {
  expect(plain(formatDuration(41.4))).toBe('41 s');
  expect(plain(formatDuration(119))).toBe('119 s');
  expect(plain(formatDuration(220))).toBe('3 min 40 s');
  expect(plain(formatDuration(180))).toBe('3 min');
  expect(plain(formatDuration(7500))).toBe('2 h 5 min');
});

test('an interval leaves the unit to its value', () => {
  expect(plain(formatInterval([0.824, 0.905], 'percent'))).toBe('82.4 – 90.5');
  expect(plain(formatInterval([-0.05, 0.1], 'coefficient'))).toBe('−0.05 – 0.10');
  expect(formatInterval(null, 'percent')).toBe('');
});

test('an axis mark has the decimals of its step', () => {
  expect(axisFigure(0.6, 'coefficient', 1)).toBe('0.6');
  expect(plain(axisFigure(0.65, 'percent', 2))).toBe('65 %');
  expect(plain(axisFigure(0.655, 'percent', 3))).toBe('65.5 %');
});
