import type { Page } from 'playwright/test';
import { enter, makeProject, number } from './setup/annotate-project';
import { expect, test } from './setup/fixtures';

/* How fast the next comparison is there, and how honestly time is counted. */

const LONG = (side: string) =>
  `${side} answer\n\n${'A paragraph of **some** length with `code` and $x^2$ in it, as models write them. '.repeat(12)}\n\n\`\`\`python\n${'total = sum(values) / len(values)\n'.repeat(25)}\`\`\`\n\n| a | b |\n| - | - |\n${'| 1 | 2 |\n'.repeat(10)}`;

const p95 = (values: number[]) => [...values].sort((x, y) => x - y)[Math.ceil(values.length * 0.95) - 1]!;

/** Milliseconds from each submit to the painted next comparison, as the page itself measures them. */
async function paces(page: Page, submits: number): Promise<number[]> {
  const measured = () =>
    page.evaluate(() =>
      performance.getEntriesByName('concord:submit-to-painted').map((entry) => entry.duration),
    );
  for (let i = 1; i <= submits; i++) {
    const before = await number(page).textContent();
    await page.keyboard.press(i % 2 ? '1' : '2');
    await page.keyboard.press('Enter');
    await expect(number(page)).not.toHaveText(before!);
    await expect.poll(async () => (await measured()).length).toBe(i);
    // A person reads; even a quick one gives the page a moment to draw the one behind.
    await page.waitForTimeout(250);
  }
  return measured();
}

for (const throttle of [1, 4]) {
  test(`the page measures each way from a submit to the next painted comparison, processor slowed ${throttle} times`, async ({
    page,
    context,
  }) => {
    test.setTimeout(180_000);
    const project = await makeProject('pace', { comparisons: 27, response: LONG });
    await enter(page, project.email, project.path);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttle });
    await page.waitForTimeout(500 * throttle);
    const durations = await paces(page, 22);
    const report = `p95 ${p95(durations).toFixed(0)} ms, median ${p95(durations.toSorted((x, y) => x - y).slice(0, 12)).toFixed(0)} ms over ${durations.length} submits`;
    test.info().annotations.push({ type: 'pace', description: report });
    console.log(`  processor slowed ${throttle} times: ${report}`);
    // How long it took is reported, not asserted: a busy machine is slow without anything being wrong.
    expect(durations).toHaveLength(22);
    await project.close();
  });
}

const hide = (page: Page, hidden: boolean) =>
  page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    hidden ? 'hidden' : 'visible',
  );

test('active time is within 2 % of a scripted session with reading, idling and a hidden tab', async ({
  page,
}) => {
  const project = await makeProject('active-time', { comparisons: 2 });
  await page.clock.install();
  await enter(page, project.email, project.path);
  // The clock of the page jumps: what it counts is held against when things happened by that very clock.
  const now = () => page.evaluate(() => performance.now());
  let expected = 0;
  const active = async (work: () => Promise<unknown>) => {
    const from = await now();
    await work();
    expected += (await now()) - from;
  };
  // The first comparison is labelled at once, so that the second begins at a moment that is known.
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect(number(page)).toHaveText('Comparison 2 of 2');
  await active(async () => {
    for (let i = 0; i < 4; i++) {
      await page.clock.fastForward(20_000);
      await page.mouse.move(300 + 20 * i, 400);
    }
  });
  await hide(page, true);
  await page.clock.fastForward(10 * 60_000);
  await hide(page, false);
  await active(async () => {
    await page.clock.fastForward(15_000);
    await page.keyboard.press('2');
  });
  // Away for an hour with the page in front: the first minute counts, nobody can tell more.
  await page.clock.fastForward(60 * 60_000);
  expected += 60_000;
  await page.mouse.move(500, 500);
  await active(async () => {
    await page.clock.fastForward(5_000);
    await page.keyboard.press('Enter');
  });
  await expect.poll(async () => (await project.current()).length).toBe(2);
  // The other label was given at once; this one took the scripted time.
  const second = Math.max(...(await project.current()).map((label) => label.active_ms ?? 0));
  expect(second, `${second} of ${Math.round(expected)} ms`).toBeGreaterThan(expected * 0.98);
  expect(second, `${second} of ${Math.round(expected)} ms`).toBeLessThan(expected * 1.02);
  await project.close();
});
