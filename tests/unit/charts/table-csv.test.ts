import { expect, test } from 'vitest';
import { tableCsv } from '#lib/charts/table-csv';

test('cells with separators, quotes or line ends are quoted, quotes doubled', () => {
  expect(tableCsv(['a', 'b'], [['x, y', 'said "no"\nthen left']])).toBe(
    'a,b\r\n"x, y","said ""no""\nthen left"\r\n',
  );
});

test('numbers are written in full and a missing value is an empty cell', () => {
  expect(tableCsv(['a', 'b'], [[0.123456789, null]])).toBe('a,b\r\n0.123456789,\r\n');
});

test('text that a spreadsheet would run stays text, and a negative number stays a number', () => {
  expect(tableCsv(['a', 'b'], [['=HYPERLINK("x")', -3]])).toBe('a,b\r\n"\'=HYPERLINK(""x"")",-3\r\n');
  expect(tableCsv(['a'], [['@cmd'], ['+1'], ['-1']])).toBe("a\r\n'@cmd\r\n'+1\r\n'-1\r\n");
});

test('a row of another width is refused by name', () => {
  expect(() => tableCsv(['a'], [['1', '2']])).toThrow(/tableCsv/);
});
