import { bradleyTerry } from '#lib/annotators/bradley-terry';
import { informativePairs } from '#lib/annotators/informative-pairs';
import { type AuditActor, recordAudit } from '#lib/audit';
import { type Queryable, reads, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { comparisonHashes } from '#lib/transfer/comparison-hashes';
import { exchanged, sidesFallExchanged } from '#lib/transfer/content-id';
import { pairId } from '#lib/transfer/response-pairs';
import type { Choice } from '#prisma/generated/enums';
import { readConversation } from './conversation';
import { countedLabelsSql } from './counted-labels';

/** A response of a prompt that came with several: where its text stands, and whose it is. */
interface SetResponse {
  comparisonId: number;
  side: 'a' | 'b';
  source: number;
}

interface UnmadePair {
  set: string;
  one: SetResponse;
  other: SetResponse;
}

/**
 * Makes up to `count` further comparisons out of prompts that came with several responses: of those pairs of sources that
 * the ranking by this batch's labels is least sure of. Pairs that there are already are never made twice.
 *
 * @returns how many were made.
 */
export async function addPairs(
  project: { id: string },
  actor: AuditActor,
  input: { batchId: string; count: number },
): Promise<number> {
  return transaction(async (tx) => {
    const batch = await tx.query<{ overlap: number; cohort_overlap: Record<string, number> | null }>(
      `SELECT overlap, cohort_overlap FROM batch WHERE id = $1 AND project_id = $2 AND status = 'OPEN' FOR NO KEY UPDATE`,
      [input.batchId, project.id],
    );
    if (!batch.rows[0]) throw new ConcordError('not_found', 'There is no such open batch in this project.');
    const unmade = await unmadePairs(tx, input.batchId);
    const bySources = new Map<string, UnmadePair[]>();
    for (const pair of unmade) {
      const key = [pair.one.source, pair.other.source].sort((x, y) => x - y).join(' ');
      bySources.set(key, [...(bySources.get(key) ?? []), pair]);
    }
    const chosen = await chooseBySources(tx, input.batchId, bySources, input.count);
    if (!chosen.length)
      throw new ConcordError('conflict', 'Every two responses of this batch’s prompts are compared already.');
    const made = await insertPairs(tx, project.id, input.batchId, batch.rows[0], chosen);
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'batch.add-pairs',
      subject: `batch:${input.batchId}`,
      data: { asked: input.count, made },
    });
    return made;
  });
}

/** How many comparisons could still be made in a batch. */
export const countUnmadePairs = async (batchId: string): Promise<number> =>
  (await unmadePairs(reads, batchId)).length;

async function unmadePairs(tx: Queryable, batchId: string): Promise<UnmadePair[]> {
  const { rows } = await tx.query<{ set: string; id: number; a: string; b: string; sa: number; sb: number }>(
    `SELECT meta->>'set' AS set, id, md5(response_a) AS a, md5(response_b) AS b, source_a_id AS sa, source_b_id AS sb
     FROM comparison WHERE batch_id = $1 AND meta ? 'set' AND source_a_id IS NOT NULL AND source_b_id IS NOT NULL ORDER BY id`,
    [batchId],
  );
  const sets = new Map<string, { responses: Map<string, SetResponse>; made: Set<string> }>();
  for (const { set, id, a, b, sa, sb } of rows) {
    const { responses, made } = sets.get(set) ?? { responses: new Map(), made: new Set() };
    sets.set(set, { responses, made });
    const [first, second] = [`${sa} ${a}`, `${sb} ${b}`];
    if (!responses.has(first)) responses.set(first, { comparisonId: id, side: 'a', source: sa });
    if (!responses.has(second)) responses.set(second, { comparisonId: id, side: 'b', source: sb });
    made.add([first, second].sort().join());
  }
  return [...sets].flatMap(([set, { responses, made }]) => {
    const all = [...responses];
    return all.flatMap(([first, one], i) =>
      all
        .slice(i + 1)
        .filter(
          ([second, other]) =>
            one.source !== other.source &&
            first.split(' ')[1] !== second.split(' ')[1] &&
            !made.has([first, second].sort().join()),
        )
        .map(([, other]) => ({ set, one, other })),
    );
  });
}

/** As many of each pair of sources as teach most, by the labels so far. */
async function chooseBySources(
  tx: Queryable,
  batchId: string,
  bySources: Map<string, UnmadePair[]>,
  count: number,
): Promise<UnmadePair[]> {
  const { rows } = await tx.query<{ sa: number; sb: number; choice: Choice; n: number }>(
    `SELECT c.source_a_id AS sa, c.source_b_id AS sb, v.choice, count(*)::int AS n
     FROM (${countedLabelsSql('l.batch_id = $1')}) v JOIN comparison c ON c.id = v.comparison_id
     WHERE c.source_a_id <> c.source_b_id AND v.choice IN ('A', 'B', 'TIE') GROUP BY 1, 2, 3`,
    [batchId],
  );
  const ids = new Set(rows.flatMap(({ sa, sb }) => [sa, sb]));
  for (const key of bySources.keys()) for (const id of key.split(' ')) ids.add(Number(id));
  const index = new Map([...ids].map((id, at) => [id, at]));
  const column = (choice: Choice) => Float64Array.from(rows, (row) => (row.choice === choice ? row.n : 0));
  const ranking = bradleyTerry(
    {
      sourceCount: ids.size,
      first: Int32Array.from(rows, (row) => index.get(row.sa)!),
      second: Int32Array.from(rows, (row) => index.get(row.sb)!),
      winsFirst: column('A'),
      winsSecond: column('B'),
      ties: column('TIE'),
    },
    { prior: 'where needed' },
  );
  const available = [...bySources].map(([key, pairs]) => {
    const [first, second] = key.split(' ').map((id) => index.get(Number(id))!) as [number, number];
    return { first, second, count: pairs.length };
  });
  const taken = informativePairs(
    ranking.sources.map((source) => source.strength),
    ranking.covariance,
    available,
    count,
  );
  return [...bySources.values()].flatMap((pairs, at) => pairs.slice(0, taken[at]));
}

async function insertPairs(
  tx: Queryable,
  projectId: string,
  batchId: string,
  batch: { overlap: number; cohort_overlap: Record<string, number> | null },
  pairs: UnmadePair[],
): Promise<number> {
  const { rows } = await tx.query<{
    id: number;
    prompt: unknown;
    a: string;
    b: string;
    na: string;
    nb: string;
  }>(
    `SELECT c.id, c.prompt, c.response_a AS a, c.response_b AS b, sa.name AS na, sb.name AS nb
     FROM comparison c JOIN source sa ON sa.id = c.source_a_id JOIN source sb ON sb.id = c.source_b_id WHERE c.id = ANY ($1::int[])`,
    [pairs.flatMap(({ one, other }) => [one.comparisonId, other.comparisonId])],
  );
  const texts = new Map(rows.map((row) => [row.id, row]));
  const made = pairs.map(({ set, one, other }) => {
    const of = ({ comparisonId, side }: SetResponse) => {
      const row = texts.get(comparisonId)!;
      return side === 'a' ? { text: row.a, source: row.na } : { text: row.b, source: row.nb };
    };
    const prompt = readConversation(texts.get(one.comparisonId)!.prompt);
    const given = {
      prompt,
      ...{
        responseA: of(one).text,
        responseB: of(other).text,
        sourceA: of(one).source,
        sourceB: of(other).source,
      },
    };
    const turned = sidesFallExchanged(given);
    const content = turned ? exchanged(given) : given;
    return {
      external_id: pairId(set, content),
      like: one.comparisonId,
      ...comparisonHashes(content),
      response_a: content.responseA,
      response_b: content.responseB,
      source_a: turned ? other.source : one.source,
      source_b: turned ? one.source : other.source,
    };
  });
  const places = batch.cohort_overlap
    ? Object.values(batch.cohort_overlap).reduce((sum, n) => sum + n, 0)
    : batch.overlap;
  const { rowCount } = await tx.query(
    `INSERT INTO comparison (project_id, batch_id, external_id, prompt, prompt_hash, content_hash, response_a, response_b, source_a_id, source_b_id,
                             tags, language, meta, places, cohort_places)
     SELECT $1, $2, r.external_id, c.prompt, r.prompt_hash, r.content_hash, r.response_a, r.response_b, r.source_a, r.source_b, c.tags, c.language, c.meta, $4, $5
     FROM jsonb_to_recordset($3::jsonb) AS r(external_id text, "like" int, prompt_hash text, content_hash text, response_a text, response_b text, source_a int, source_b int)
     JOIN comparison c ON c.id = r."like" ON CONFLICT (project_id, external_id) DO NOTHING`,
    [
      projectId,
      batchId,
      JSON.stringify(made),
      places,
      batch.cohort_overlap && JSON.stringify(batch.cohort_overlap),
    ],
  );
  return rowCount ?? 0;
}
