import { tableCsv } from '#lib/charts/table-csv';
import { pairTable } from './pair-table';
import type { AgreementPairs } from './report-parts/agreement-pairs';

/** The columns a, b, shared, agreeing, kappa and se of the pairs one after the other, as `readPairs` reads them. */
export function pairBytes(part: AgreementPairs): Uint8Array<ArrayBuffer> {
  const columns = [part.a, part.b, part.shared, part.agreeing, part.kappa, part.se];
  return Uint8Array.from(Buffer.concat(columns.map((column) => Buffer.from(column, 'base64'))));
}

/** Every pair as CSV, those who share most first; figures in full. */
export function pairsCsv(part: AgreementPairs): string {
  const all = { sort: 'shared', down: true, page: 1, size: Math.max(1, part.pairs), least: 0 } as const;
  return `\ufeff${tableCsv(
    [
      'annotator',
      'with',
      'shared',
      'agreeing',
      'agreement',
      'low',
      'high',
      'kappa',
      'kappa low',
      'kappa high',
    ],
    pairTable(part, all).rows.map((row) => [
      row.a.name,
      row.b.name,
      row.shared,
      row.agreeing,
      row.agreement,
      row.agreementInterval?.[0] ?? null,
      row.agreementInterval?.[1] ?? null,
      row.kappa,
      row.kappaInterval?.[0] ?? null,
      row.kappaInterval?.[1] ?? null,
    ]),
  )}`;
}
