import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
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

test('leaves the workers of a tool alone, which wait for messages', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'concord-tool-'));
  const worker = path.join(folder, 'worker.cjs');
  fs.writeFileSync(worker, `process.on('message', (n) => process.send(n + 1));`);
  const tool = `
    const worker = require('node:child_process').fork(${JSON.stringify(worker)}, { execArgv: process.execArgv.slice(0, 2) });
    worker.on('error', () => console.log('the worker had ended'));
    worker.on('message', (n) => { console.log(n); worker.disconnect(); });
    setTimeout(() => worker.send(41), 1000);`;
  try {
    expect(await runTool(['-e', tool])).toEqual({ ok: true, output: '42' });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}, 20_000);
