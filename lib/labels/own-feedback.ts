import { prepared } from '#lib/db';
import { wilsonInterval } from '#lib/statistics/proportion-interval';

/** How many of a person's answers matched known ones, as far as that can be said without giving a gold away. */
export interface OwnFeedback {
  /** Answers in complete blocks. */
  of: number;
  /** A range of matches that the answers are compatible with: a count would change by one with one gold. */
  matched: [least: number, most: number];
  /** Topics with a block's worth of answers of their own. */
  topics: { tag: string; of: number; matched: [number, number] }[];
}

/** A block is told only so many labels after its last gold: nobody can say which label completed it. */
const LABELS_AFTER = 10;

interface GoldAnswer {
  id: number;
  right: boolean;
  tags: string[];
}

/**
 * Feedback that tells no gold apart: only blocks of answers, only after the next labels, and only as a range.
 *
 * @returns null until the first block is complete.
 */
export async function ownFeedback(annotatorId: number, goldsPerBlock: number): Promise<OwnFeedback | null> {
  const { rows } = await prepared<GoldAnswer & { later: number }>(
    `SELECT l.id, l.choice = c.gold_choice AS right, c.tags,
            (SELECT count(*)::int FROM (SELECT 1 FROM label o WHERE o.annotator_id = $1 AND o.id > l.id AND o.revision = 0 LIMIT $2) t) AS later
     FROM label l JOIN comparison c ON c.id = l.comparison_id
     WHERE l.annotator_id = $1 AND l.round = 0 AND c.gold_choice IS NOT NULL AND NOT c.practice AND l.choice IS NOT NULL AND l.choice <> 'CANT_JUDGE'
       AND (c.gold_sequence IS NULL OR l.sequence > c.gold_sequence)
       AND NOT EXISTS (SELECT 1 FROM label n WHERE n.comparison_id = l.comparison_id AND n.annotator_id = $1 AND n.round = 0 AND n.revision > l.revision)
     ORDER BY l.id`,
    [annotatorId, LABELS_AFTER],
  );
  let told = Math.floor(rows.length / goldsPerBlock) * goldsPerBlock;
  while (told > 0 && rows[told - 1]!.later < LABELS_AFTER) told -= goldsPerBlock;
  if (told <= 0) return null;
  const answers = rows.slice(0, told);
  const byTag = new Map<string, GoldAnswer[]>();
  for (const answer of answers)
    for (const tag of answer.tags) byTag.set(tag, [...(byTag.get(tag) ?? []), answer]);
  return {
    of: told,
    matched: range(answers),
    topics: [...byTag]
      .filter(([, of]) => of.length >= goldsPerBlock)
      .map(([tag, of]) => ({ tag, of: of.length, matched: range(of) }))
      .sort((x, y) => y.of - x.of || (x.tag < y.tag ? -1 : 1)),
  };
}

function range(answers: GoldAnswer[]): [number, number] {
  const n = answers.length;
  const [low, high] = wilsonInterval(answers.filter((answer) => answer.right).length, n)!;
  return [Math.floor(low * n), Math.ceil(high * n)];
}
