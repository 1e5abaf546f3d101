import { closeDatabase, transaction } from '#lib/db';
import { enqueue } from '#lib/queue/enqueue';
import { setRules } from '#tests/integration/setup/gold-crew';
import { clean } from './setup/clean-page';
import { expect, test } from './setup/fixtures';
import { type PeopleProject, qualifyingProject, splitProject } from './setup/people-project';

/*
 * What happens between people: a disagreement that somebody settles by keyboard, and an annotator on the way through
 * qualification, probation, a pause by rule and an appeal.
 */

test.afterAll(closeDatabase);

test('a disagreement is settled by keyboard, and leaves a gold and a note for the guideline', async ({
  page,
  signIn,
}) => {
  test.setTimeout(180_000);
  const project = await splitProject(3);
  await signIn('Lead');

  await test.step('the lead sends two disagreements to adjudication', async () => {
    for (const id of project.crew.comparisonIds.slice(0, 2)) {
      await page.goto(`${project.path}/comparisons/${id}`);
      await page.getByRole('button', { name: 'Send to adjudication' }).click();
      await expect(page.getByRole('link', { name: 'Open adjudication' })).toBeVisible();
    }
    await page.goto(`${project.path}/adjudication`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 disagreements wait for a verdict');
    await clean(page);
  });

  await test.step('the page shows who chose what without names, and the keys give the verdict', async () => {
    await page.getByRole('link', { name: 'Start with the most split' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 A · 1 B');
    await expect(page.getByText('Annotator 1', { exact: true })).toBeVisible();
    await expect(page.getByText('Annotator 2', { exact: true })).toBeVisible();
    await clean(page);
    // Keys work as soon as the page has woken up.
    await expect(async () => {
      await page.keyboard.press('2');
      await expect(page.getByRole('radio', { name: 'B better' })).toBeChecked({ timeout: 500 });
    }).toPass();
    await page.keyboard.press('Shift+Digit2');
    await expect(page.getByRole('radio', { name: /Guideline gap/ })).toBeChecked();
    await page.keyboard.press('o');
    await expect(page.getByLabel('Reason of the gold')).toBeFocused();
    await page.keyboard.type('Only B answers what was asked.');
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await expect(page.getByLabel('What the guideline should say')).toBeFocused();
    await page.keyboard.type('Say that an answer has to answer.');
    await clean(page);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('The verdict is given.')).toBeVisible();
    // The next one, with an empty form.
    await expect(page.getByRole('radio', { name: 'B better' })).not.toBeChecked();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 A · 1 B');
    await page.keyboard.press('0');
    await page.keyboard.press('Shift+Digit5');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/adjudication$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No disagreement waits for a verdict');
  });

  await test.step('verdicts, gold and note are there, and the note is worked in', async () => {
    const verdicts = await project.query(
      'SELECT verdict, cause FROM adjudication WHERE batch_id = $1 ORDER BY decided_at',
      [project.crew.batchId],
    );
    expect(verdicts).toEqual([
      { verdict: 'B', cause: 'GUIDELINE_GAP' },
      { verdict: 'TIE', cause: 'SUBJECTIVE' },
    ]);
    expect(
      await project.query(
        'SELECT gold_choice FROM comparison WHERE gold_choice IS NOT NULL AND batch_id = $1',
        [project.crew.batchId],
      ),
    ).toEqual([{ gold_choice: 'B' }]);
    await page.goto(`${project.path}/guideline`);
    await expect(page.getByText('Say that an answer has to answer.')).toBeVisible();
    await clean(page);
    await page.getByRole('button', { name: 'It is in version 1' }).click();
    await expect(page.getByText('Say that an answer has to answer.')).toBeHidden();
    await page.goto(`${project.path}/adjudication?part=decided`);
    await page.getByRole('link', { name: 'Question' }).first().click();
    await expect(page.getByText('The verdict stands')).toBeVisible();
    await clean(page);
  });
  await project.end();
});

/** What the worker does after a report. */
const applyRules = (project: PeopleProject) =>
  transaction((tx) =>
    enqueue(tx, 'apply-life-cycle', { projectId: project.crew.projectId }, project.crew.projectId),
  );

test('an annotator qualifies, is paused by a rule, reads why, appeals, and a lead has the last word', async ({
  person,
  allowConsoleError,
}) => {
  test.setTimeout(180_000);
  // Whoever is paused is refused the next comparisons.
  allowConsoleError(/403/);
  const project = await qualifyingProject(60);
  await setRules(project.crew, {
    qualification: { mode: 'automatic' },
    goldPause: { mode: 'automatic' },
    probation: { minimumLabels: 500 },
  });
  const annotator = await person('Annotator');
  const lead = await person('Lead');
  const standing = annotator.locator('#standing');
  const shows = (title: string) =>
    expect(async () => {
      await annotator.goto(`${project.path}/my-work`);
      await expect(standing.getByRole('heading', { name: title })).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 60_000 });

  await test.step('the round is passed on ten golds, and probation begins', async () => {
    await shows('You are in the qualification round');
    await clean(annotator);
    await project.answer({ right: 10, wrong: 0 });
    await applyRules(project);
    await shows('You are on probation');
  });

  await test.step('a rule pauses on golds, and the person reads why without any gold told', async () => {
    await project.answer({ right: 2, wrong: 22, from: 10 });
    await applyRules(project);
    await shows('Your labelling is paused');
    await expect(standing).toContainText('too few of your answers matched it');
    await expect(standing).toContainText('A rule of the project decided it.');
    await expect(standing).not.toContainText('of 24');
    await annotator.goto(`${project.path}/annotate`);
    await annotator.getByRole('link', { name: 'Why, and what you can do' }).click();
    await annotator.getByText('Do you see it differently?').click();
    await annotator
      .getByLabel('Your appeal')
      .fill('I mixed up the sides: my screen showed them the other way round.');
    await annotator.getByRole('button', { name: 'Send the appeal' }).click();
    await expect(standing).toContainText('waits for an answer');
    await clean(annotator);
  });

  await test.step('the lead sees the appeal beside the evidence, and lets them go on', async () => {
    await lead.goto(`${project.path}/annotators/${project.annotatorId}`);
    await expect(lead.getByText('Maren has appealed.')).toBeVisible();
    await clean(lead);
    await lead.goto(`${project.path}/appeals`);
    await expect(lead.getByRole('heading', { level: 1 })).toHaveText('1 appeal waits for you');
    await expect(lead.getByText(/Against: 2 of 24 golds right/)).toBeVisible();
    await clean(lead);
    await lead.getByLabel('What follows').selectOption('ACTIVE');
    await lead.getByLabel('Your answer').fill('Thank you, the sides were wrong. Go on.');
    await lead.getByRole('button', { name: 'Answer', exact: true }).click();
    await expect(lead.getByText('Granted')).toBeVisible();
  });

  await test.step('the rule does not undo it, and the person reads the answer', async () => {
    await applyRules(project);
    await shows('You label in this project');
    await expect(standing).toContainText('Thank you, the sides were wrong. Go on.');
    await lead.goto(`${project.path}/settings/life-cycle`);
    await expect(lead.getByRole('heading', { level: 1 })).toContainText('move annotators by themselves');
    await clean(lead);
    expect(
      await project.query('SELECT cause FROM annotator_move WHERE annotator_id = $1 ORDER BY id', [
        project.annotatorId,
      ]),
    ).toEqual([{ cause: 'rule' }, { cause: 'rule' }, { cause: 'lead' }]);
  });
  await project.end();
});
