import pg from 'pg';
import { addEndpoint } from '#lib/alerts/webhook-endpoints';
import { closeDatabase } from '#lib/db';
import { setting } from '#lib/env';
import { changePolicy } from '#lib/quality/change-policy';
import { requestTraining } from '#lib/training/request-training';
import { requestWaiver } from '#lib/training/request-waiver';
import { judgedCrew } from '#tests/integration/setup/judged-crew';
import { expect, test } from './setup/fixtures';
import { walkPage } from './setup/walk-page';

/*
 * The pages behind the gate in a project of their own, in a state that shows all they have: runs that wait, one with a waiver
 * asked for, a looser policy that waits for a second admin, a webhook.
 */

let path: string;
const db = () => ({
  url: setting('DATABASE_URL')!,
  pool: new pg.Pool({ connectionString: setting('DATABASE_URL'), max: 2 }),
});

test.beforeAll(async () => {
  const { url, pool } = db();
  const crew = await judgedCrew({ url, pool }, { open: false });
  const { rows: people } = await pool.query<{ id: string; email: string }>(
    `INSERT INTO membership (project_id, user_id, role)
     SELECT $1, id, CASE email WHEN 'lead@example.org' THEN 'LEAD'::role ELSE 'ADMIN' END FROM app_user WHERE email IN ('lead@example.org', 'admin@example.org')
     RETURNING user_id AS id, (SELECT email FROM app_user WHERE id = user_id) AS email`,
    [crew.projectId],
  );
  const idOf = (email: string) => people.find((p) => p.email === email)!.id;
  const person = (id: string) => ({ kind: 'person', id }) as const;
  const project = { id: crew.projectId };
  const ask = () =>
    requestTraining(project, person(crew.userId), {
      batchId: crew.batchId,
      options: { epochs: 2, seed: 1 },
    });
  const blocked = await ask();
  await ask();
  await requestWaiver(project, person(idOf('lead@example.org')), {
    ...{ run: blocked.number, days: 7 },
    reason: 'A dry run of the pipeline before the batch is complete; the model is thrown away afterwards.',
  });
  await changePolicy(project, person(crew.userId), {
    ...{ checks: { comparisons: 500, swapInvariantAlpha: 0.3 }, note: 'More comparisons first.', after: 1 },
    twoForLowering: true,
  });
  await changePolicy(project, person(crew.userId), {
    ...{ checks: { comparisons: 400 }, note: 'Alpha is not what this batch is for.', after: 2 },
  });
  await addEndpoint(project, person(crew.userId), {
    ...{
      url: 'https://example.org/hooks/concord',
      description: 'The pipeline',
      events: ['gate.changed', 'run.finished'],
    },
  });
  path = `/p/${crew.slug}`;
  await pool.end();
});
test.afterAll(closeDatabase);

const PAGES = [
  'settings/policy',
  'settings/webhooks',
  'settings/webhooks/deliveries',
  'settings/audit',
  'settings/members',
  'settings/api-keys',
  'training',
  'training/queue',
  'training/1',
];

test('the pages behind the gate are clean', async ({ page, signIn }) => {
  test.setTimeout(240_000);
  await signIn('Admin');
  for (const place of PAGES)
    await test.step(place, () => walkPage(page, `${path}/${place}`, place.replaceAll('/', '-')));
  await page.goto(`${path}/settings/policy`);
  await expect(page.getByRole('heading', { name: 'A looser policy is proposed' })).toBeVisible();
});
