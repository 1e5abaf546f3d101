import { describe, expect, it } from 'vitest';
import { readPairs } from '#lib/charts/read-pairs';
import { packed } from '#lib/quality/packed-columns';
import { pairBytes, pairsCsv } from '#lib/quality/pair-files';
import { leastAgreeing, pairColumns, pairTable } from '#lib/quality/pair-table';
import type { AgreementPairs } from '#lib/quality/report-parts/agreement-pairs';

const part: AgreementPairs = {
  annotators: [
    { id: 11, name: 'Mia' },
    { id: 12, name: 'Ben' },
    { id: 13, name: '=Zoe' },
  ],
  order: [0, 1, 2],
  pairs: 3,
  a: packed(Int32Array.of(0, 0, 1)),
  b: packed(Int32Array.of(1, 2, 2)),
  shared: packed(Int32Array.of(40, 6, 100)),
  agreeing: packed(Int32Array.of(20, 1, 45)),
  kappa: packed(Float64Array.of(0.25, Number.NaN, 0.1)),
  se: packed(Float64Array.of(0.1, Number.NaN, 0.05)),
};
const table = (given: Partial<Parameters<typeof pairTable>[1]>) =>
  pairTable(part, { sort: 'agreement', down: false, page: 1, size: 50, least: 0, ...given });
const people = (rows: { a: { name: string }; b: { name: string } }[]) =>
  rows.map((row) => `${row.a.name} ${row.b.name}`);

describe('the table of pairs', () => {
  it('sorts by each column, missing kappas last both ways', () => {
    expect(people(table({}).rows)).toEqual(['Mia =Zoe', 'Ben =Zoe', 'Mia Ben']);
    expect(people(table({ sort: 'kappa' }).rows)).toEqual(['Ben =Zoe', 'Mia Ben', 'Mia =Zoe']);
    expect(people(table({ sort: 'kappa', down: true }).rows)).toEqual(['Mia Ben', 'Ben =Zoe', 'Mia =Zoe']);
    expect(people(table({ sort: 'shared', down: true }).rows)[0]).toBe('Ben =Zoe');
    expect(people(table({ sort: 'name' }).rows)[0]).toBe('Ben =Zoe');
  });

  it('pages, and leaves out who shares too little', () => {
    expect(table({ size: 2, page: 2 })).toMatchObject({ total: 3, rows: [{ shared: 40 }] });
    expect(table({ least: 20 }).total).toBe(2);
    const [row] = table({ sort: 'shared' }).rows;
    expect(row).toMatchObject({ agreement: 1 / 6, kappa: null, kappaInterval: null });
    expect(row!.agreementInterval![1]).toBeGreaterThan(0.5);
  });

  it('names who agrees least only where enough is shared', () => {
    expect(people([leastAgreeing(part, 20)!])).toEqual(['Ben =Zoe']);
    expect(leastAgreeing(part, 1000)).toBeNull();
  });

  it('travels as bytes to the browser and arrives as it was; as CSV no name is a formula', () => {
    expect(readPairs(pairBytes(part).buffer)).toEqual(pairColumns(part));
    expect(() => readPairs(new ArrayBuffer(7))).toThrow(RangeError);
    const csv = pairsCsv(part);
    expect(csv.split('\r\n')[1]).toMatch(
      /^Ben,'=Zoe,100,45,0\.45,0\.356\d+,0\.547\d+,0\.1,0\.002\d+,0\.19799\d+$/,
    );
  });
});
