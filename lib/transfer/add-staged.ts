import type { Queryable } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { nextSequence } from '#lib/labels/next-sequence';
import type { LabelOrigin } from '#prisma/generated/enums';
import type { ImportBatch } from './import-batch';

/** What an import put into the project. */
export interface AddedCounts {
  comparisons: number;
  labels: number;
  annotators: number;
  sources: number;
}

/**
 * Adds what `compareStaged` found to be new: sources, annotators, comparisons in file order, labels with the batch's next
 * sequence numbers.
 *
 * @param overlap labels wanted per new comparison; one that comes with more labels of people has that many places.
 */
export async function addStaged(
  tx: Queryable,
  projectId: string,
  batch: ImportBatch,
  overlap: number,
  origin: LabelOrigin,
): Promise<AddedCounts> {
  const sources = await run(tx, SOURCES, [projectId]);
  const annotators = await run(tx, ANNOTATORS, [projectId]);
  const comparisons = await run(tx, COMPARISONS, [projectId, batch.id, overlap]);
  await tx.query(
    `UPDATE import_label l SET comparison_id = c.id FROM comparison c
     WHERE c.project_id = $1 AND c.external_id = l.external_id AND l.comparison_id IS NULL`,
    [projectId],
  );
  await tx.query(
    `UPDATE import_label l SET annotator_id = a.id FROM annotator a
     WHERE a.project_id = $1 AND a.external_id = l.annotator AND l.annotator_id IS NULL`,
    [projectId],
  );
  await tx.query('CREATE INDEX ON import_label (comparison_id, annotator_id)');
  await tx.query('ANALYZE import_label');
  const labels = await addLabels(tx, projectId, batch.id, origin);
  return { sources, annotators, comparisons, labels };
}

async function run(tx: Queryable, statement: string, values: unknown[]): Promise<number> {
  return (await tx.query(statement, values)).rowCount ?? 0;
}

// Nothing is inserted to be found a duplicate: importing a file again leaves even the id counters where they were.
const SOURCES = `
  INSERT INTO source (project_id, name)
  SELECT DISTINCT $1::uuid, s.name FROM import_row r JOIN import_item i ON i.first_line = r.line AND i.stored_id IS NULL
  CROSS JOIN LATERAL (VALUES (r.source_a), (r.source_b)) s(name)
  WHERE s.name IS NOT NULL AND NOT EXISTS (SELECT 1 FROM source k WHERE k.project_id = $1 AND k.name = s.name)
  ORDER BY s.name ON CONFLICT DO NOTHING`;

const ANNOTATORS = `
  INSERT INTO annotator (project_id, external_id, name, kind)
  SELECT $1, annotator, annotator, kind FROM import_label WHERE annotator_id IS NULL
  GROUP BY annotator, kind ORDER BY min(line) ON CONFLICT DO NOTHING`;

const COMPARISONS = `
  INSERT INTO comparison (project_id, batch_id, external_id, prompt, prompt_hash, content_hash, response_a, response_b, source_a_id, source_b_id,
                          tags, language, meta, gold_choice, gold_reason, places, places_taken, cohort_places)
  SELECT $1, $2, r.external_id, r.prompt, r.prompt_hash, r.content_hash, r.response_a, r.response_b, sa.id, sb.id,
         ARRAY(SELECT jsonb_array_elements_text(r.tags)), r.language, r.meta, r.gold_choice, r.gold_reason,
         greatest(coalesce((SELECT sum(value::int)::int FROM jsonb_each_text(b.cohort_overlap)), $3::int), coalesce(n.taken, 0)), coalesce(n.taken, 0), b.cohort_overlap
  FROM batch b CROSS JOIN import_row r JOIN import_item i ON i.first_line = r.line AND i.stored_id IS NULL
  LEFT JOIN source sa ON sa.project_id = $1 AND sa.name = r.source_a LEFT JOIN source sb ON sb.project_id = $1 AND sb.name = r.source_b
  LEFT JOIN (SELECT external_id, count(DISTINCT annotator)::int AS taken FROM import_label WHERE comparison_id IS NULL AND kind = 'HUMAN' GROUP BY 1) n
    ON n.external_id = r.external_id
  WHERE b.id = $2 ORDER BY r.line`;

// Comparisons that were there before: people who have neither a label nor a lease on it take a place each; a model takes none.
const PLACES = `
  WITH taken AS (
    SELECT p.comparison_id, count(*)::int AS n
    FROM (SELECT DISTINCT l.comparison_id, l.annotator_id FROM import_label l JOIN import_item i USING (external_id) WHERE i.stored_id IS NOT NULL AND l.kind = 'HUMAN') p
    WHERE NOT EXISTS (SELECT 1 FROM label x WHERE x.comparison_id = p.comparison_id AND x.annotator_id = p.annotator_id)
      AND NOT EXISTS (SELECT 1 FROM assignment s WHERE s.comparison_id = p.comparison_id AND s.annotator_id = p.annotator_id AND s.state IN ('LEASED', 'DONE'))
    GROUP BY 1
  ), locked AS (
    SELECT c.id, t.n FROM comparison c JOIN taken t ON t.comparison_id = c.id ORDER BY c.id FOR NO KEY UPDATE OF c
  )
  UPDATE comparison c SET places_taken = c.places_taken + k.n, places = greatest(c.places, c.places_taken + k.n) FROM locked k WHERE c.id = k.id`;

// Rounds go on after those that are stored and those that the file numbers itself.
const LABELS = `
  WITH stored AS (
    SELECT x.comparison_id, x.annotator_id, max(x.round) AS round FROM label x
    WHERE EXISTS (SELECT 1 FROM import_label l WHERE l.comparison_id = x.comparison_id AND l.annotator_id = x.annotator_id) GROUP BY 1, 2
  ), ordered AS (
    SELECT l.*, row_number() OVER (ORDER BY CASE WHEN $4 THEN l.labelled_at END, l.line) AS n FROM import_label l
  ), placed AS (
    SELECT o.*, coalesce(o.round, coalesce(greatest(s.round, max(o.round) OVER pair), -1)
                           + (count(*) FILTER (WHERE o.round IS NULL) OVER (pair ORDER BY o.n))::int) AS next_round
    FROM ordered o LEFT JOIN stored s ON s.comparison_id = o.comparison_id AND s.annotator_id = o.annotator_id
    WINDOW pair AS (PARTITION BY o.comparison_id, o.annotator_id)
  ), added AS (
  INSERT INTO label (project_id, batch_id, sequence, comparison_id, annotator_id, round, choice, swapped, strength, rationale, reasons,
                     active_ms, origin, idempotency_key, labelled_at)
  SELECT $1, $2, $3::bigint + p.n, p.comparison_id, p.annotator_id, p.next_round, p.choice, p.swapped, r.strength, r.rationale,
         ARRAY(SELECT jsonb_array_elements_text(r.reasons)), r.active_ms, $5::label_origin, p.key, coalesce(p.labelled_at, now())
  FROM placed p JOIN import_row r USING (line) ORDER BY p.n
  RETURNING comparison_id, annotator_id, round)
  SELECT comparison_id, annotator_id, round FROM added ORDER BY round DESC LIMIT 1`;

const MOST_ROUNDS = 256;

/**
 * Adds the labels, in the order of time when each new one says when it was given, in file order otherwise: whatever
 * looks for drift reads labels in sequence. An annotator's first label in that order counts, later ones are repeats.
 */
async function addLabels(
  tx: Queryable,
  projectId: string,
  batchId: string,
  origin: LabelOrigin,
): Promise<number> {
  const { rows } = await tx.query<{ n: number; timed: boolean }>(
    'SELECT count(*)::int AS n, coalesce(bool_and(labelled_at IS NOT NULL), false) AS timed FROM import_label',
  );
  const { n, timed } = rows[0]!;
  if (n === 0) return 0;
  await tx.query(PLACES);
  const last = await nextSequence(tx, batchId, n);
  const highest = await tx.query<{ comparison_id: number; annotator_id: number; round: number }>(LABELS, [
    projectId,
    batchId,
    last - n,
    timed,
    origin,
  ]);
  const { comparison_id, annotator_id, round } = highest.rows[0]!;
  if (round >= MOST_ROUNDS) await refuseRounds(tx, comparison_id, annotator_id);
  return n;
}

async function refuseRounds(tx: Queryable, comparisonId: number, annotatorId: number): Promise<never> {
  const { rows } = await tx.query<{ line: number }>(
    'SELECT floor(max(line)) AS line FROM import_label WHERE comparison_id = $1 AND annotator_id = $2',
    [comparisonId, annotatorId],
  );
  const reason = `has more than ${MOST_ROUNDS} labels on this comparison`;
  throw new ConcordError(
    'invalid_input',
    'One annotator labelled one comparison too often. Nothing was imported.',
    {
      problems: [{ line: rows[0]!.line, field: 'annotator_id', reason }],
      problemCount: 1,
    },
  );
}
