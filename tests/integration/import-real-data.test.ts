import { createReadStream, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit';
import { pool } from '#lib/db';
import type { QualityFigures } from '#lib/gate/quality-figures';
import { measureQuality } from '#lib/quality/measure-quality';
import { importFile } from '#lib/transfer/import-file';
import { sharedFile } from '#tests/reference/shared-data';
import { fingerprint, importDatabase, newProject } from './import-project';

importDatabase();

const EXPECTED = sharedFile('expected.json');

interface Expected {
  presented: { labels_raw: number; items: number; annotators: number };
  canonical: {
    percent_agreement: { pooled: number };
    cohen_kappa_pairs: { weighted: number }[];
    krippendorff_alpha_nominal: { alpha: number };
  };
}

describe.skipIf(EXPECTED === null)('real annotator data (skipped where the files are absent)', () => {
  it.each(['llmfao_crowd.jsonl', 'ukpconvarg1_tv_books.jsonl'])(
    '%s is imported in seconds, again without change, and measures as published',
    async (name) => {
      const all = JSON.parse(readFileSync(EXPECTED!, 'utf8')) as Record<string, Expected>;
      const { presented: counts, canonical: expected } = all[name]!;
      const projectId = await newProject();
      const run = () =>
        importFile({
          projectId,
          batch: { name },
          source: createReadStream(sharedFile(name)!),
          format: 'jsonl',
          fileName: name,
          actor: SYSTEM_ACTOR,
        });
      const started = performance.now();
      expect(await run()).toMatchObject({
        rows: counts.labels_raw,
        comparisons: { added: counts.items, unchanged: 0 },
        labels: { added: counts.labels_raw, unchanged: 0 },
        annotators: { added: counts.annotators },
      });
      expect(performance.now() - started).toBeLessThan(30_000);
      const before = await fingerprint();
      const again = await run();
      expect(again).toMatchObject({
        comparisons: { added: 0 },
        labels: { added: 0, unchanged: counts.labels_raw },
      });
      expect(await fingerprint()).toEqual(before);

      await measureQuality(again.batch.id);
      const { rows } = await pool().query<{ figures: QualityFigures }>(
        'SELECT figures FROM quality_report WHERE batch_id = $1',
        [again.batch.id],
      );
      const { pairwiseAgreement, krippendorffAlpha, cohenKappa } = rows[0]!.figures.aligned;
      const measured = [pairwiseAgreement.value, krippendorffAlpha.value, cohenKappa.value];
      const published = [
        expected.percent_agreement.pooled,
        expected.krippendorff_alpha_nominal.alpha,
        expected.cohen_kappa_pairs[0]!.weighted,
      ];
      for (const [at, value] of measured.entries())
        expect(Math.abs(value! - published[at]!)).toBeLessThan(1e-9);
    },
    120_000,
  );
});
