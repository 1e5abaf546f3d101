import { createHash } from 'node:crypto';
import { recordAudit, SYSTEM_ACTOR } from '#lib/audit';
import type { Queryable } from '#lib/db';
import { PRESETS } from '#lib/gate/policy';
import { comparisonHashes } from '#lib/transfer/comparison-hashes';
import { REASON_NAMES } from './demo/reason-names';
import type { DemoScenario } from './demo/types';

/**
 * Puts a scenario into the database as a project of its own.
 *
 * @param passwordHash of the accounts that its people get; null makes none: they label as imported annotators do.
 * @returns the batch that its labels are in.
 */
export async function insertScenario(
  tx: Queryable,
  scenario: DemoScenario,
  passwordHash: string | null,
): Promise<string> {
  const projectId = await insertProject(tx, scenario);
  if (passwordHash === null) await insertAnnotators(tx, projectId, scenario);
  else await insertPeople(tx, projectId, scenario, passwordHash);
  const batchId = await insertBatch(tx, projectId, scenario);
  await insertComparisons(tx, projectId, batchId, scenario);
  await insertLabels(tx, projectId, batchId, scenario);
  await recordAudit(tx, {
    projectId,
    actor: SYSTEM_ACTOR,
    action: 'demo.seed',
    subject: `project:${projectId}`,
    data: { seed: scenario.seed, labels: scenario.labels.length, simulated: true },
  });
  return batchId;
}

async function insertProject(tx: Queryable, { project, guidelineVersions }: DemoScenario): Promise<string> {
  const form = { reasons: Object.values(REASON_NAMES), strengthSteps: 3, rationale: 'optional' };
  const { rows } = await tx.query<{ id: string }>(
    'INSERT INTO project (slug, name, description, simulated, label_form) VALUES ($1, $2, $3, true, $4) RETURNING id',
    [project.slug, project.name, project.description, JSON.stringify(form)],
  );
  const projectId = rows[0]!.id;
  await tx.query(
    `INSERT INTO policy (project_id, version, preset, checks, note) VALUES ($1, 1, 'preference', $2, 'The default policy.')`,
    [projectId, JSON.stringify(PRESETS.preference)],
  );
  for (const g of guidelineVersions) {
    await tx.query(
      'INSERT INTO guideline_version (project_id, number, title, body, changes, published_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [projectId, g.version, g.title, g.body, g.changeNote, g.effectiveFrom],
    );
  }
  return projectId;
}

async function insertPeople(
  tx: Queryable,
  projectId: string,
  { people }: DemoScenario,
  passwordHash: string,
): Promise<void> {
  for (const person of people) {
    const { rows } = await tx.query<{ id: string }>(
      'INSERT INTO app_user (email, name, password_hash, site_admin) VALUES ($1, $2, $3, $4) RETURNING id',
      [person.email, person.name, passwordHash, person.role === 'admin'],
    );
    const userId = rows[0]!.id;
    await tx.query('INSERT INTO membership (project_id, user_id, role) VALUES ($1, $2, $3::role)', [
      projectId,
      userId,
      person.role.toUpperCase(),
    ]);
    if (!person.behaviour) continue;
    await tx.query(
      'INSERT INTO annotator (project_id, user_id, external_id, name, simulation) VALUES ($1, $2, $3, $4, $5)',
      [projectId, userId, person.key, person.name, JSON.stringify(person.behaviour)],
    );
  }
}

async function insertAnnotators(tx: Queryable, projectId: string, { people }: DemoScenario): Promise<void> {
  const labelling = people.filter((person) => person.behaviour !== null);
  await tx.query(
    `INSERT INTO annotator (project_id, external_id, name, simulation)
     SELECT $1, p.key, p.name, p.behaviour FROM jsonb_to_recordset($2::jsonb) AS p(key text, name text, behaviour jsonb)`,
    [projectId, JSON.stringify(labelling)],
  );
}

async function insertBatch(
  tx: Queryable,
  projectId: string,
  { batch, labels }: DemoScenario,
): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    'INSERT INTO batch (project_id, number, name, overlap, last_sequence) VALUES ($1, 1, $2, $3, $4) RETURNING id',
    [projectId, batch.name, batch.targetOverlap, labels.length],
  );
  return rows[0]!.id;
}

async function insertComparisons(
  tx: Queryable,
  projectId: string,
  batchId: string,
  scenario: DemoScenario,
): Promise<void> {
  await tx.query('INSERT INTO source (project_id, name) SELECT $1, unnest($2::text[])', [
    projectId,
    scenario.sources.map((s) => s.name),
  ]);
  const sourceName = new Map(scenario.sources.map((s) => [s.key, s.name]));
  const labelled = new Map<string, number>();
  for (const label of scenario.labels) {
    if (label.round === 1)
      labelled.set(label.comparisonExternalId, (labelled.get(label.comparisonExternalId) ?? 0) + 1);
  }
  const rows = scenario.comparisons.map((c) => {
    const prompt = c.prompt.map((turn) => ({ role: turn.role, content: turn.text }));
    const [sourceA, sourceB] = [sourceName.get(c.responseA.source)!, sourceName.get(c.responseB.source)!];
    const taken = labelled.get(c.externalId) ?? 0;
    return {
      external_id: c.externalId,
      prompt,
      ...comparisonHashes({
        prompt,
        responseA: c.responseA.text,
        responseB: c.responseB.text,
        sourceA,
        sourceB,
      }),
      response_a: c.responseA.text,
      response_b: c.responseB.text,
      source_a: sourceA,
      source_b: sourceB,
      tags: c.tags,
      language: c.language,
      meta: { simulation: c.simulation },
      gold_choice: c.gold?.answer ?? null,
      gold_reason: c.gold?.reason ?? null,
      places: Math.max(1, taken),
      places_taken: taken,
    };
  });
  await tx.query(
    `INSERT INTO comparison (project_id, batch_id, external_id, prompt, prompt_hash, content_hash, response_a, response_b, source_a_id, source_b_id,
                             tags, language, meta, gold_choice, gold_reason, places, places_taken)
     SELECT $1, $2, r.external_id, r.prompt, r.prompt_hash, r.content_hash, r.response_a, r.response_b, sa.id, sb.id,
            ARRAY(SELECT jsonb_array_elements_text(r.tags)), r.language, r.meta, r.gold_choice::choice, r.gold_reason, r.places, r.places_taken
     FROM jsonb_to_recordset($3::jsonb) AS r(external_id text, prompt jsonb, prompt_hash text, content_hash text, response_a text, response_b text,
          source_a text, source_b text, tags jsonb, language text, meta jsonb, gold_choice text, gold_reason text, places int, places_taken int)
     JOIN source sa ON sa.project_id = $1 AND sa.name = r.source_a JOIN source sb ON sb.project_id = $1 AND sb.name = r.source_b`,
    [projectId, batchId, JSON.stringify(rows)],
  );
}

async function insertLabels(
  tx: Queryable,
  projectId: string,
  batchId: string,
  { labels }: DemoScenario,
): Promise<void> {
  const rows = labels.map((label, i) => ({
    sequence: i + 1,
    comparison: label.comparisonExternalId,
    annotator: label.annotator,
    round: label.round - 1,
    choice: label.choice,
    swapped: label.shownSwapped,
    strength: label.strength,
    rationale: label.rationale,
    reasons: label.reasons.map((r) => REASON_NAMES[r]),
    guideline: label.guidelineVersion,
    active_ms: label.durationMs,
    key: createHash('sha256').update(`demo ${i}`).digest('hex').slice(0, 32),
    at: label.createdAt.toISOString(),
  }));
  await tx.query(
    `INSERT INTO label (project_id, batch_id, sequence, comparison_id, annotator_id, round, choice, swapped, strength, rationale, reasons, guideline_id,
                        active_ms, origin, idempotency_key, labelled_at)
     SELECT $1, $2, r.sequence, c.id, a.id, r.round, r.choice::choice, r.swapped, r.strength, r.rationale,
            ARRAY(SELECT jsonb_array_elements_text(r.reasons)), g.id, r.active_ms, 'SIMULATOR', r.key, r.at
     FROM jsonb_to_recordset($3::jsonb) AS r(sequence bigint, comparison text, annotator text, round int, choice text, swapped boolean, strength int,
          rationale text, reasons jsonb, guideline int, active_ms int, key text, at timestamptz)
     JOIN comparison c ON c.project_id = $1 AND c.external_id = r.comparison
     JOIN annotator a ON a.project_id = $1 AND a.external_id = r.annotator
     JOIN guideline_version g ON g.project_id = $1 AND g.number = r.guideline
     ORDER BY r.sequence`,
    [projectId, batchId, JSON.stringify(rows)],
  );
  // Who labelled by a version has read it.
  await tx.query(
    `INSERT INTO guideline_acknowledgement (guideline_id, annotator_id, at)
     SELECT guideline_id, annotator_id, min(labelled_at) FROM label WHERE project_id = $1 AND guideline_id IS NOT NULL GROUP BY 1, 2`,
    [projectId],
  );
}
