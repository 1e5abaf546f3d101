import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fitLabelModels } from '#jobs/cli/fit-label-models';
import { readLabelFile } from '#jobs/cli/label-file-columns';
import { sharedFile } from './shared-data';
import { expectClose } from './vectors';

interface Strengths {
  sources: { source: string; strength: number | null; se: number | null; reason?: string }[];
}
interface Truth {
  converged: boolean;
  items: { id: string; posterior: Record<string, number> }[];
}

it('source strengths of the llmfao crowd, ties as half wins, equal two independent programs', async (context) => {
  const file = sharedFile('llmfao_crowd.jsonl');
  const answers = sharedFile('expected.json');
  if (!file || !answers) return context.skip('the shared data is not beside this checkout');
  const expected = JSON.parse(readFileSync(answers, 'utf8'))['llmfao_crowd.jsonl']
    .bradley_terry_ties_half as Record<string, { log_strength_mean0: number }>;
  const { bradleyTerry } = fitLabelModels(await readLabelFile(file), { dawidSkene: 'map', seed: 1 });
  const { sources } = bradleyTerry as Strengths;
  expect(sources).toHaveLength(Object.keys(expected).length);
  for (const { source, strength, se } of sources) {
    expectClose(strength, expected[source]!.log_strength_mean0, 1e-9, source);
    expect(se).toBeGreaterThan(0.02);
  }
});

it('the truth that Dawid–Skene finds in the arguments data is the published gold in nine of ten comparisons', async (context) => {
  const file = sharedFile('ukpconvarg1_tv_books.jsonl');
  if (!file) return context.skip('the shared data is not beside this checkout');
  const gold = new Map<string, string>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue;
    const row = JSON.parse(line) as { item_id: string; meta?: { gold?: string } };
    if (row.meta?.gold) gold.set(row.item_id, row.meta.gold);
  }
  const labels = await readLabelFile(file, { orientation: 'presented' });
  const { dawidSkene } = fitLabelModels(labels, { dawidSkene: 'map', seed: 1 });
  const { items, converged } = dawidSkene as Truth;
  expect(converged).toBe(true);
  let right = 0;
  for (const { id, posterior } of items) {
    const best = Object.entries(posterior).reduce((a, b) => (b[1] > a[1] ? b : a))[0];
    if (gold.get(id) === best) right++;
  }
  expect(gold.size).toBeGreaterThan(900);
  expect(right / gold.size).toBeGreaterThan(0.9);
});
