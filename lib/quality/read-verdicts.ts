import { pool } from '#lib/db';
import { CATEGORIES, choiceCodeSql } from './choice-codes';

/** What an adjudication settled about a comparison, and since when. */
export interface CountedVerdict {
  comparison: number;
  sequence: number;
  /** An index into CATEGORIES, or CANT_JUDGE. */
  choice: number;
}

/**
 * The verdicts of a batch that count as of a sequence number, by comparison: the latest one that was given by then and not
 * withdrawn by then. `lastSequence` must be committed: then what is read can never change.
 */
export async function readVerdicts(batchId: string, lastSequence: number): Promise<CountedVerdict[]> {
  const { rows } = await pool().query<CountedVerdict>(
    `SELECT DISTINCT ON (comparison_id) comparison_id AS comparison, decided_sequence AS sequence, ${choiceCodeSql('verdict')} AS choice
     FROM adjudication
     WHERE batch_id = $1 AND state = 'DECIDED' AND decided_sequence <= $2 AND (withdrawn_sequence IS NULL OR withdrawn_sequence > $2)
     ORDER BY comparison_id, decided_sequence DESC`,
    [batchId, lastSequence],
  );
  return rows;
}

/** A verdict as the snapshot's hash reads it; no label's line begins with a letter. */
export const verdictLine = ({ comparison, sequence, choice }: CountedVerdict): string =>
  `verdict ${sequence} ${comparison} ${CATEGORIES[choice] ?? 'CANT_JUDGE'}\n`;
