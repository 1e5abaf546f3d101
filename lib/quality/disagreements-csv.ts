import { tableCsv } from '#lib/charts/table-csv';
import { COMPARISON_HEADERS, comparisonCells } from '#lib/labels/comparison-cells';
import type { DisagreementSearch } from './disagreement-filter';
import { type Disagreement, disagreements, MOST_COUNTED } from './disagreements';

const PAGE = 500;
const HEADERS = [
  ...COMPARISON_HEADERS,
  'most likely',
  'probability',
  'entropy, bits',
  'strength gap',
  'votes',
  'adjudication',
  'cause',
  'verdict',
];

/** The disagreements that a search finds, in its order, at most as many as the explorer counts. */
export async function disagreementsCsv(batchId: string, search: DisagreementSearch): Promise<string> {
  const rows: Disagreement[] = [];
  let after: string | null | undefined;
  do {
    const page = await disagreements(batchId, { ...search, after: after ?? undefined }, PAGE);
    rows.push(...page.rows);
    after = page.next;
  } while (after && rows.length < MOST_COUNTED);
  return tableCsv(HEADERS, rows.map(cells));
}

const cells = (row: Disagreement) => [
  ...comparisonCells(row),
  row.posteriorChoice,
  row.posterior,
  row.entropy,
  row.strengthGap,
  row.votes.map((vote) => `${vote.annotator}: ${vote.choice}`).join('; '),
  row.adjudication?.state ?? null,
  row.adjudication?.cause ?? null,
  row.adjudication?.verdict ?? null,
];
