import type { Page } from 'playwright/test';
import { SYSTEM_ACTOR } from '#lib/audit';
import { closeDatabase } from '#lib/db';
import { writeAppeal } from '#lib/labels/appeals';
import { pauseAnnotator } from '#lib/labels/change-annotator';
import { openAdjudications } from '#lib/labels/open-adjudications';
import { setGold } from '#lib/labels/set-gold';
import { test } from './setup/fixtures';
import { type PeopleProject, qualifyingProject, splitProject } from './setup/people-project';
import { walkPage } from './setup/walk-page';

/*
 * The pages around labelling, wide and on a phone, in the light and in the dark: axe finds nothing, nothing scrolls
 * sideways, and a picture of each lies with the results of the tests.
 */

const DEMO = '/p/helpful-assistant';

/** Disagreements that wait for a verdict, and something to practise. */
async function disputed(): Promise<PeopleProject & { adjudication: string }> {
  const project = await splitProject(6);
  const { projectId, comparisonIds } = project.crew;
  await openAdjudications({ id: projectId }, SYSTEM_ACTOR, {
    comparisonIds: comparisonIds.slice(0, 4),
    reason: 'Two people chose the opposite.',
  });
  await setGold({ id: projectId }, SYSTEM_ACTOR, {
    comparisonId: comparisonIds[5]!,
    choice: 'A',
    reason: 'Only A answers what was asked.',
    practice: true,
  });
  const [open] = await project.query<{ id: string }>(
    'SELECT id FROM adjudication WHERE batch_id = $1 LIMIT 1',
    [project.crew.batchId],
  );
  return { ...project, adjudication: open!.id };
}

/** Somebody paused who has something to say about it, and a rule that proposes a move. */
async function paused(): Promise<PeopleProject> {
  const project = await qualifyingProject(20);
  const { annotatorId, crew } = project;
  await project.answer({ right: 8, wrong: 4 });
  await project.query(`UPDATE annotator SET status = 'ACTIVE' WHERE id = $1`, [annotatorId]);
  const reason = 'Your last labels differ from everybody’s. Let us talk first.';
  await pauseAnnotator({ id: crew.projectId }, SYSTEM_ACTOR, { annotatorId, reason, setAside: null });
  await writeAppeal(
    { id: crew.projectId },
    { kind: 'person', id: null },
    {
      annotatorId,
      body: 'My screen showed the sides the other way round until Tuesday.',
    },
  );
  await project.query(
    `INSERT INTO life_cycle_proposal (project_id, annotator_id, rule, rules_version, to_status, sentence, reason)
     VALUES ($1, $2, 'goldPause', 1, 'RETRAINING', '8 of 12 golds right: at most 83 %, below the 85 % asked for.', 'Too few of your answers matched.')`,
    [crew.projectId, annotatorId],
  );
  return project;
}

let dispute: Awaited<ReturnType<typeof disputed>>;
let pause: PeopleProject;
test.beforeAll(async () => {
  dispute = await disputed();
  pause = await paused();
});
test.afterAll(async () => {
  await dispute.end();
  await pause.end();
  await closeDatabase();
});

async function walk(page: Page, places: Record<string, string>): Promise<void> {
  for (const [name, path] of Object.entries(places)) await test.step(name, () => walkPage(page, path, name));
}

test('what leads set, decide and answer', async ({ page, signIn }) => {
  test.setTimeout(300_000);
  await signIn('Lead');
  await walk(page, {
    'label form': `${DEMO}/settings/label-form`,
    'rules of the life cycle': `${DEMO}/settings/life-cycle`,
    batches: `${DEMO}/batches`,
    'a new batch': `${DEMO}/batches/new`,
    'a batch': `${DEMO}/batches/1`,
    'no adjudication': `${DEMO}/adjudication`,
    adjudications: `${dispute.path}/adjudication`,
    'a verdict': `${dispute.path}/adjudication/${dispute.adjudication}`,
    'proposals and appeals': `${pause.path}/appeals`,
    'nothing to answer': `${dispute.path}/appeals`,
  });
});

test('what annotators see of their work', async ({ page, signIn }) => {
  test.setTimeout(120_000);
  await signIn('Annotator');
  await walk(page, {
    'my work': `${DEMO}/my-work`,
    'my work while paused': `${pause.path}/my-work`,
    'nothing to practise': `${pause.path}/practice`,
    practice: `${dispute.path}/practice`,
  });
});
