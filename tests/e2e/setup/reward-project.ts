import pg from 'pg';
import { createProject } from '#lib/access/create-project';
import { SYSTEM_ACTOR } from '#lib/audit';
import { transaction } from '#lib/db';
import { setting } from '#lib/env';
import { PRESETS } from '#lib/gate/policy';
import { changePolicy } from '#lib/quality/change-policy';
import { measureQuality } from '#lib/quality/measure-quality';
import { type Random, seededRandom } from '#lib/statistics/random';
import { importFile } from '#lib/transfer/import-file';
import { bytesOf } from '#tests/unit/transfer/bytes-of';

const TOPICS = [
  'basil',
  'taxes',
  'chess',
  'violins',
  'bridges',
  'sleep',
  'glass',
  'rivers',
  'bread',
  'orbits',
];
const ASKS = [
  ['How do I start with', 'advice'],
  ['Explain to a newcomer what matters about', 'facts'],
  ['Write a short note on', 'writing'],
  ['What is the most common mistake with', 'advice'],
] as const;
const GOOD = ['because', 'for example', 'measured', 'compare', 'evidence', 'first', 'careful', 'precisely'];
const BAD = ['whatever', 'obviously', 'stuff', 'somehow', 'dunno', 'blah'];
const PLAIN =
  'the small plain thing often helps when people make it with each other and look about before they begin again'.split(
    ' ',
  );
const SOURCES = ['draft-1', 'draft-2', 'tuned-1', 'tuned-2'];
const RESPONSES = 6;
const ANNOTATORS = 12;

/**
 * A project whose batch may train under the exploratory preset: 40 prompts with six responses each, judged by twelve
 * annotators of two cohorts, three to a comparison, one of whom flips coins. The demo's admin and lead are members.
 */
export async function rewardProject(
  slug = 'reward-model',
): Promise<{ id: string; batchId: string; path: string; slug: string }> {
  const project = await transaction((tx) => createProject(tx, SYSTEM_ACTOR, { slug, name: 'Reward model' }));
  const { batch } = await importFile({
    projectId: project.id,
    batch: { name: 'Answers' },
    source: bytesOf(labelledAnswers()),
    format: 'jsonl',
    fileName: 'answers.jsonl',
    actor: SYSTEM_ACTOR,
  });
  const db = new pg.Client({ connectionString: setting('DATABASE_URL') });
  await db.connect();
  await db.query(
    `INSERT INTO membership (project_id, user_id, role)
     SELECT $1, id, CASE email WHEN 'admin@example.org' THEN 'ADMIN'::role ELSE 'LEAD' END FROM app_user WHERE email IN ('admin@example.org', 'lead@example.org')`,
    [project.id],
  );
  await db.query(
    `UPDATE annotator SET cohort = CASE WHEN right(external_id, 1)::int % 2 = 0 THEN 'writers' ELSE 'engineers' END WHERE project_id = $1`,
    [project.id],
  );
  const { rows } = await db.query('SELECT max(version) AS version FROM policy WHERE project_id = $1', [
    project.id,
  ]);
  await db.end();
  await changePolicy(project, SYSTEM_ACTOR, {
    checks: PRESETS.exploratory,
    note: 'Golds and repeats come later.',
    after: Number(rows[0].version ?? 0),
  });
  await measureQuality(batch.id);
  return { id: project.id, batchId: batch.id, path: `/p/${slug}`, slug };
}

function labelledAnswers(): string {
  const random = seededRandom(21);
  const lines: string[] = [];
  TOPICS.forEach((topic, t) => {
    ASKS.forEach(([ask, tag], k) => {
      const answers = Array.from({ length: RESPONSES }, (_, i) =>
        answer(random, topic, SOURCES[i % SOURCES.length]!),
      );
      for (let a = 0; a < RESPONSES; a++)
        for (let b = a + 1; b < RESPONSES; b++) {
          const pair = [answers[a]!, answers[b]!] as const;
          const first = random.integer(ANNOTATORS);
          for (let label = 0; label < 3; label++)
            lines.push(
              JSON.stringify({
                item_id: `${topic}-${k}-${a}-${b}`,
                prompt: `${ask} ${topic}?`,
                response_a: pair[0].text,
                response_b: pair[1].text,
                source_a: pair[0].source,
                source_b: pair[1].source,
                tags: [tag, t % 2 === 0 ? 'home' : 'world'],
                ...judged(random, pair[0].worth - pair[1].worth, (first + 5 * label) % ANNOTATORS),
              }),
            );
        }
    });
  });
  return lines.join('\n');
}

function answer(random: Random, topic: string, source: string) {
  const pick = (words: readonly string[]) => words[random.integer(words.length)]!;
  const tuned = source.startsWith('tuned');
  const words = Array.from({ length: 14 + random.integer(40) }, () => pick(PLAIN));
  const good = random.integer(tuned ? 6 : 4);
  const bad = random.integer(tuned ? 3 : 5);
  for (let i = 0; i < good; i++) words.splice(random.integer(words.length), 0, pick(GOOD));
  for (let i = 0; i < bad; i++) words.splice(random.integer(words.length), 0, pick(BAD));
  const worth = good - bad + words.length / 40;
  return { source, worth, text: `${topic[0]!.toUpperCase()}${topic.slice(1)}: ${words.join(' ')}.` };
}

/** What an annotator says about a difference in worth; the last of the crew flips coins. */
function judged(random: Random, difference: number, annotator: number) {
  const noise = 1 + 0.12 * annotator;
  const seen = annotator === ANNOTATORS - 1 ? random.normal() : difference + noise * random.normal();
  const choice = Math.abs(seen) < 0.4 ? 'TIE' : seen > 0 ? 'A' : 'B';
  return {
    annotator_id: `w${String(annotator).padStart(2, '0')}`,
    choice,
    swapped: random.next() < 0.5,
    ...(choice !== 'TIE' && { strength: Math.abs(seen) > 3 ? 3 : Math.abs(seen) > 1.5 ? 2 : 1 }),
  };
}
