import type { Queryable } from '#lib/db';
import type { ImportBatch } from './import-batch';
import { type ImportProblem, type ImportProblems, KEPT_PROBLEMS } from './import-problems';

/*
 * Of the staged rows and what the database has: one `import_item` per comparison of the file, with the content that its
 * rows must have (as stored, or as on the first line that gives it), and one `import_label` per label, its choice turned
 * to the stored sides where a line names the two responses the other way round.
 */
const ITEM_TABLE = `CREATE TEMP TABLE import_item (external_id text PRIMARY KEY, first_line double precision, stored_id int, stored_batch uuid, content_hash text)
  ON COMMIT DROP`;

const ITEMS = `
  INSERT INTO import_item
  SELECT f.external_id, f.first_line, c.id, c.batch_id, coalesce(c.content_hash, r.content_hash)
  FROM (SELECT external_id, min(line) FILTER (WHERE content_hash IS NOT NULL) AS first_line FROM import_row GROUP BY 1) f
  LEFT JOIN comparison c ON c.project_id = $1 AND c.external_id = f.external_id
  LEFT JOIN import_row r ON r.line = f.first_line`;

const LABEL_TABLE = `CREATE TEMP TABLE import_label (line double precision PRIMARY KEY, external_id text NOT NULL, annotator text NOT NULL, kind annotator_kind NOT NULL, comparison_id int,
  annotator_id int, choice choice NOT NULL, swapped boolean, labelled_at timestamptz(3), round int, round_line double precision, key text NOT NULL) ON COMMIT DROP`;

// The key names a label by what it says, so that the same file finds its own labels again. Rows that say exactly the
// same are told apart by their order: the second is a repeat, not an accident of ours to judge.
const LABELS = `
  INSERT INTO import_label
  SELECT line, external_id, annotator, kind, stored_id, annotator_id, choice, swapped, labelled_at, round,
         CASE WHEN round IS NOT NULL THEN min(line) OVER (PARTITION BY external_id, annotator, round) END,
         encode(sha256(convert_to(json_build_array(external_id, annotator, choice, extract(epoch FROM labelled_at), round,
           row_number() OVER (PARTITION BY external_id, annotator, choice, labelled_at, round ORDER BY line))::text, 'UTF8')), 'hex')
  FROM (
    SELECT r.line, r.external_id, r.annotator, coalesce(a.kind, max(r.kind) OVER (PARTITION BY r.annotator), 'HUMAN') AS kind, i.stored_id, a.id AS annotator_id, r.labelled_at, r.round,
           CASE WHEN r.content_hash = i.content_hash OR r.content_hash IS NULL THEN r.swapped ELSE NOT r.swapped END AS swapped,
           CASE WHEN r.content_hash = i.content_hash OR r.content_hash IS NULL THEN r.choice
                WHEN r.choice = 'A' THEN 'B' WHEN r.choice = 'B' THEN 'A' ELSE r.choice END AS choice
    FROM import_row r JOIN import_item i USING (external_id)
    LEFT JOIN annotator a ON a.project_id = $1 AND a.external_id = r.annotator
    WHERE r.annotator IS NOT NULL) turned`;

// An annotator is a person or a model, and stays it: a model that passed for a person would be measured as one.
const KIND_CLASHES = `
  SELECT r.line, 'kind' AS field, CASE a.kind WHEN 'MODEL' THEN 'this annotator is a model in this project' ELSE 'this annotator is a person in this project' END AS reason
  FROM import_row r JOIN annotator a ON a.project_id = $2 AND a.external_id = r.annotator WHERE r.kind <> a.kind
  UNION ALL
  SELECT line, 'kind', 'another line says otherwise about this annotator'
  FROM (SELECT line, kind, max(kind) OVER (PARTITION BY annotator) AS most FROM import_row WHERE kind IS NOT NULL) said WHERE kind <> most`;

// Label rounds that the file itself numbers: the first line of each round holds, and what is stored holds before it.
const ROUND_CLASHES = `
  SELECT l.line, 'choice' AS field, 'differs from the one imported before for round ' || l.round AS reason
  FROM import_label l JOIN LATERAL (
    SELECT x.choice, x.labelled_at FROM label x
    WHERE x.comparison_id = l.comparison_id AND x.annotator_id = l.annotator_id AND x.round = l.round ORDER BY x.revision DESC LIMIT 1) x ON true
  WHERE l.round IS NOT NULL AND (x.choice IS DISTINCT FROM l.choice OR x.labelled_at <> l.labelled_at)
  UNION ALL
  SELECT l.line, 'choice', format('differs from line %s, which has the same round', floor(f.line))
  FROM import_label l JOIN import_label f ON f.line = l.round_line
  WHERE l.choice <> f.choice OR l.labelled_at IS DISTINCT FROM f.labelled_at`;

const PROBLEMS = `
  WITH content AS (
    SELECT r.line, r.preference, d.field, CASE WHEN i.stored_id IS NULL THEN format('differs from line %s, which has the same item_id', floor(i.first_line))
                                               ELSE 'differs from the one imported before' END AS reason
    FROM import_row r JOIN import_item i USING (external_id)
    LEFT JOIN import_row f ON f.line = i.first_line AND i.stored_id IS NULL
    LEFT JOIN comparison c ON c.id = i.stored_id LEFT JOIN source sa ON sa.id = c.source_a_id LEFT JOIN source sb ON sb.id = c.source_b_id
    CROSS JOIN LATERAL (VALUES
      ('prompt', r.prompt <> coalesce(c.prompt, f.prompt)),
      ('response_a', r.response_a <> coalesce(c.response_a, f.response_a)),
      ('response_b', r.response_b <> coalesce(c.response_b, f.response_b)),
      ('source_a', r.source_a IS DISTINCT FROM coalesce(sa.name, f.source_a)),
      ('source_b', r.source_b IS DISTINCT FROM coalesce(sb.name, f.source_b))) d(field, differs)
    WHERE r.content_hash <> i.content_hash AND r.exchanged_hash <> i.content_hash AND d.differs
  ), problem AS (
    SELECT line, field, reason FROM content WHERE NOT preference
    UNION ALL
    SELECT DISTINCT line, 'chosen', 'with prompt and rejected ' || reason FROM content WHERE preference
    UNION ALL
    SELECT r.line, 'gold_choice', 'differs from the one imported before'
    FROM import_row r JOIN import_item i USING (external_id)
    LEFT JOIN import_row f ON f.line = i.first_line AND i.stored_id IS NULL LEFT JOIN comparison c ON c.id = i.stored_id
    WHERE r.gold_choice IS NOT NULL AND coalesce(c.gold_choice, f.gold_choice) IS DISTINCT FROM (
      CASE WHEN r.content_hash = i.content_hash OR r.gold_choice NOT IN ('A', 'B') THEN r.gold_choice WHEN r.gold_choice = 'A' THEN 'B' ELSE 'A' END)
    UNION ALL
    SELECT r.line, 'item_id', 'is not known: no line of this file and no earlier import gives the responses of this comparison'
    FROM import_row r JOIN import_item i USING (external_id) WHERE i.content_hash IS NULL
    UNION ALL
    SELECT r.line, 'item_id', format('belongs to the batch “%s”: import it into that batch', b.name)
    FROM import_row r JOIN import_item i USING (external_id) JOIN batch b ON b.id = i.stored_batch WHERE i.stored_batch <> $1
    UNION ALL ${ROUND_CLASHES}
    UNION ALL ${KIND_CLASHES}
  )
  SELECT floor(line) AS line, field, reason, count(*) OVER ()::int AS total FROM problem ORDER BY line LIMIT ${KEPT_PROBLEMS}`;

/**
 * Compares the staged rows with each other and with what the project has, and adds every contradiction to `problems`.
 * Labels that are there already leave `import_label`; what stays is new.
 */
export async function compareStaged(
  tx: Queryable,
  projectId: string,
  batch: ImportBatch,
  problems: ImportProblems,
): Promise<void> {
  await tx.query(ITEM_TABLE);
  await tx.query(ITEMS, [projectId]);
  await tx.query(LABEL_TABLE);
  await tx.query(LABELS, [projectId]);
  await tx.query('CREATE INDEX ON import_label (external_id, annotator)');
  await tx.query('ANALYZE import_item, import_label');
  const { rows } = await tx.query<ImportProblem & { total: number }>(PROBLEMS, [batch.id, projectId]);
  problems.merge(
    rows.map(({ line, field, reason }) => ({ line, field, reason })),
    rows[0]?.total ?? 0,
  );
  for (const statement of FORGET_KNOWN_LABELS) await tx.query(statement);
}

// One condition each: joined by OR, they would compare each label with all others of its annotator.
const FORGET_KNOWN_LABELS = [
  'DELETE FROM import_label WHERE round_line < line',
  `DELETE FROM import_label l USING label x WHERE x.annotator_id = l.annotator_id AND x.idempotency_key = l.key`,
  `DELETE FROM import_label l USING label x
   WHERE x.comparison_id = l.comparison_id AND x.annotator_id = l.annotator_id AND x.round = l.round AND l.round IS NOT NULL`,
];
