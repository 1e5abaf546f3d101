/**
 * That a label `l` is of a first look. Not a plain `l.round = 0`: the labels of a comparison are found by an index on
 * (comparison, annotator, round, revision), of which PostgreSQL 18 would skip over the annotators, and expects so much work
 * of it that it plans the statement anew each time: three times what running it takes.
 */
export const FIRST_LOOK = '(l.round = 0) IS TRUE';

/**
 * The labels that count now, in SQL: of people, first looks, latest revisions, not set aside. `where` chooses among them
 * by the alias `l` (a label).
 */
export const countedLabelsSql = (where: string): string =>
  `SELECT l.* FROM label l JOIN annotator who ON who.id = l.annotator_id AND who.kind = 'HUMAN'
   WHERE ${where} AND ${FIRST_LOOK} AND l.choice IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM label newer WHERE newer.comparison_id = l.comparison_id AND newer.annotator_id = l.annotator_id
                       AND newer.round = l.round AND newer.revision > l.revision)
     AND NOT EXISTS (SELECT 1 FROM label_exclusion e WHERE e.batch_id = l.batch_id AND e.annotator_id = l.annotator_id
                       AND e.lifted_sequence IS NULL AND l.sequence BETWEEN e.from_sequence AND e.to_sequence)`;

/**
 * How split the labels of one comparison are, in SQL: one row with `votes` (a count by choice), `labels` and the entropy of
 * the votes in bits, `disagreement`: 0 when all chose alike, 1 for an even split in two; 0 without labels.
 */
export const voteSplitSql = (comparisonId: string): string =>
  `SELECT coalesce(jsonb_object_agg(choice, n), '{}') AS votes, coalesce(sum(n), 0)::int AS labels,
          coalesce(-sum((n / total) * ln(n / total)) / ln(2), 0)::double precision + 0 AS disagreement
   FROM (SELECT choice, count(*)::int AS n, sum(count(*)) OVER ()::double precision AS total
         FROM (${countedLabelsSql(`l.comparison_id = ${comparisonId}`)}) counted GROUP BY choice) t`;
