import { prepared } from '#lib/db';

/** The adjudication of a comparison that is open, or whose verdict or dismissal stands; null when it may be opened. */
export async function adjudicationOf(
  comparisonId: number,
): Promise<{ id: string; state: 'OPEN' | 'DECIDED' | 'DISMISSED' } | null> {
  const { rows } = await prepared<{ id: string; state: 'OPEN' | 'DECIDED' | 'DISMISSED' }>(
    `SELECT id, state FROM adjudication WHERE comparison_id = $1 AND withdrawn_sequence IS NULL
     ORDER BY state <> 'OPEN', decided_sequence DESC NULLS FIRST LIMIT 1`,
    [comparisonId],
  );
  return rows[0] ?? null;
}
