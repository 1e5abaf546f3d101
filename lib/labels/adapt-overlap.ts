import { accuracyFromAgreement, choicePosterior, type PeerAgreement } from '#lib/annotators/choice-posterior';
import { type Queryable, transaction } from '#lib/db';
import type { Choice } from '#prisma/generated/enums';
import { countedLabelsSql } from './counted-labels';
import { labelFormOf } from './label-form-of';
import { openPlaces } from './open-places';

/** Comparisons looked at in one go. */
const AT_ONCE = 5000;

interface AdaptiveBatch {
  project_id: string;
  most_overlap: number;
  certainty: number;
  label_budget: number | null;
}

/**
 * Asks for one more label wherever all labels that were asked for are in and the answer is still uncertain, the least
 * certain first, within the batch's budget of labels; where it is settled nothing more is asked. Does nothing in a batch
 * that is closed or not adaptive.
 *
 * @param peers how each annotator agrees with the others, from the latest report.
 * @returns how many places were opened.
 */
export async function adaptOverlap(
  batchId: string,
  peers: ReadonlyMap<number, PeerAgreement>,
): Promise<number> {
  return transaction(async (tx) => {
    const { rows } = await tx.query<AdaptiveBatch>(
      `SELECT project_id, most_overlap, certainty, label_budget FROM batch WHERE id = $1 AND adaptive AND status = 'OPEN'`,
      [batchId],
    );
    const batch = rows[0];
    if (!batch) return 0;
    // One at a time: two would both spend what is left of the budget. Labels go on meanwhile.
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 4))', [batchId]);
    const choices: Choice[] = (await labelFormOf(batch.project_id, tx)).choices.filter(
      (c) => c !== 'CANT_JUDGE',
    );
    const candidates = await unsettledVotes(tx, batchId, batch.most_overlap);
    const accuracy = accuracyFromAgreement(peers, choices.length);
    const settled: { id: number; labels: number }[] = [];
    const uncertain: { id: number; certainty: number }[] = [];
    for (const { id, labels, votes } of candidates) {
      const weighed = votes.flatMap(([annotator, choice]) => {
        const at = choices.indexOf(choice);
        return at < 0 ? [] : [{ choice: at, accuracy: accuracy.by.get(annotator) ?? accuracy.crew }];
      });
      const certainty = Math.max(...choicePosterior(weighed, choices.length));
      if (certainty >= batch.certainty) settled.push({ id, labels });
      else uncertain.push({ id, certainty });
    }
    await tx.query(
      `UPDATE comparison c SET settled_labels = s.labels FROM unnest($1::int[], $2::int[]) AS s(id, labels) WHERE c.id = s.id`,
      [settled.map((s) => s.id), settled.map((s) => s.labels)],
    );
    uncertain.sort((a, b) => a.certainty - b.certainty || a.id - b.id);
    const asked = uncertain.slice(0, await labelsLeft(tx, batchId, batch.label_budget));
    await openPlaces(
      tx,
      batchId,
      asked.map(({ id }) => ({ comparisonId: id, places: 1 })),
      'asked',
    );
    return asked.length;
  });
}

/** What is left of the budget: every place that was opened is a label that will come. */
async function labelsLeft(tx: Queryable, batchId: string, budget: number | null): Promise<number> {
  if (budget === null) return Number.POSITIVE_INFINITY;
  const { rows } = await tx.query<{ places: number }>(
    'SELECT coalesce(sum(places), 0)::int AS places FROM comparison WHERE batch_id = $1 AND gold_choice IS NULL',
    [batchId],
  );
  return Math.max(0, budget - rows[0]!.places);
}

interface Candidate {
  id: number;
  labels: number;
  votes: [annotatorId: number, choice: Choice][];
}

/** Comparisons whose labels are all in, and more than when they were last found settled, with who chose what. */
async function unsettledVotes(tx: Queryable, batchId: string, mostOverlap: number): Promise<Candidate[]> {
  const { rows } = await tx.query<{ id: number; labels: number; annotators: number[]; choices: Choice[] }>(
    `WITH due AS (
       SELECT c.id, c.places_taken FROM comparison c
       WHERE c.batch_id = $1 AND c.places_taken >= c.places AND c.settled_labels < c.places_taken AND c.gold_choice IS NULL AND c.places < $2
         AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.comparison_id = c.id AND a.state = 'LEASED' AND a.kind = 'NORMAL')
         AND NOT EXISTS (SELECT 1 FROM adjudication j WHERE j.comparison_id = c.id AND j.state = 'DECIDED' AND j.withdrawn_sequence IS NULL)
       ORDER BY c.id LIMIT $3
     )
     SELECT d.id, d.places_taken AS labels, array_agg(v.annotator_id) AS annotators, array_agg(v.choice::text) AS choices
     FROM due d JOIN (${countedLabelsSql('l.comparison_id IN (SELECT id FROM due)')}) v ON v.comparison_id = d.id
     GROUP BY d.id, d.places_taken`,
    [batchId, mostOverlap, AT_ONCE],
  );
  return rows.map(({ id, labels, annotators, choices }) => ({
    id,
    labels,
    votes: annotators.map((annotator, i) => [annotator, choices[i]!]),
  }));
}
