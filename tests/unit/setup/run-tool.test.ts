import { expect, test } from 'vitest';
import { runTool } from '#jobs/setup/run-tool';

test('answers when the tool has done its work, with all that it said', async () => {
  const answer = await runTool(['-e', 'console.log("out"); console.error("err");']);
  expect(answer.ok).toBe(true);
  expect(answer.output.split('\n').sort()).toEqual(['err', 'out']);
}, 20_000);

test('answers that a tool failed, and passes it the settings', async () => {
  const answer = await runTool(['-e', 'console.log(process.env.CONCORD_PROBE); process.exit(4);'], {
    CONCORD_PROBE: 'seen',
  });
  expect(answer).toEqual({ ok: false, output: 'seen' });
}, 20_000);
