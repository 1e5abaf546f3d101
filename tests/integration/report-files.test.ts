import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { disagreementSearch } from '#lib/quality/disagreement-filter';
import { disagreements } from '#lib/quality/disagreements';
import { disagreementsCsv } from '#lib/quality/disagreements-csv';
import { measureQuality } from '#lib/quality/measure-quality';
import { jsonPartFile } from '#lib/quality/part-file';
import { reportPart } from '#lib/quality/report-part';
import { seededRandom } from '#lib/statistics/random';
import { importDatabase, importText, jsonl, newProject } from './import-project';

/* What leaves a report as a file: the parts that pages read apart from themselves, and the lists that are saved. */

importDatabase();

let batchId: string;

beforeAll(async () => {
  const random = seededRandom(5);
  const rows = Array.from({ length: 600 }, (_, at) => ({
    item_id: `c${Math.floor(at / 2)}`,
    prompt: `Question ${Math.floor(at / 2)}`,
    response_a: 'one',
    response_b: 'two',
    tags: [at % 4 < 2 ? 'code' : 'plain'],
    annotator_id: `w${(Math.floor(at / 2) + (at % 2) * (1 + (at % 3))) % 5}`,
    choice: random.next() < 0.75 ? 'A' : 'B',
    created_at: new Date(Date.UTC(2026, 0, 1, 0, at)).toISOString(),
  }));
  batchId = (await importText(await newProject(), jsonl(...rows))).batch.id;
  await measureQuality(batchId);
});

it('a part that a page reads apart is sent as the same figures, packed once', async () => {
  const file = (await jsonPartFile(batchId, 'annotators'))!;
  expect(JSON.parse(gunzipSync(file).toString())).toEqual((await reportPart(batchId, 'annotators'))!.data);
  expect(await jsonPartFile(batchId, 'annotators')).toBe(file);
});

it('a control chart numbers its labels as its alarm does: among all of the annotator', async () => {
  const rows = (await reportPart(batchId, 'annotators'))!.data;
  expect(rows.some(({ drift }) => drift.path.length > 0)).toBe(true);
  for (const { labels, drift } of rows)
    for (const { label } of drift.path) {
      expect(label).toBeGreaterThan(0);
      expect(label).toBeLessThanOrEqual(labels);
    }
});

it('disagreements are saved as they are shown, in the same order', async () => {
  const search = disagreementSearch.parse({ tag: 'code' });
  const [headers, ...lines] = (await disagreementsCsv(batchId, search)).trimEnd().split('\r\n');
  expect(headers).toMatch(/^comparison,title,tags,/);
  const { rows, count } = await disagreements(batchId, search, 1000);
  expect(count).toBeGreaterThan(20);
  expect(lines).toHaveLength(count);
  expect(lines.map((line) => line.split(',')[0])).toEqual(rows.map((row) => row.externalId));
});
