import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { agreementTally } from '#lib/agreement/agreement-tally';
import { annotatorAgreement } from '#lib/agreement/annotator-agreement';
import { fleissKappa } from '#lib/agreement/chance-corrected';
import { cohenPairs } from '#lib/agreement/cohen-pairs';
import { krippendorffAlpha, swapInvariantAlpha } from '#lib/agreement/krippendorff-alpha';
import { meanCohenKappa } from '#lib/agreement/mean-cohen-kappa';
import { choiceMirror } from '#lib/agreement/orientation';
import { pairwiseAgreement, percentAgreement } from '#lib/agreement/percent-agreement';
import { withoutRepeats } from '#lib/agreement/without-repeats';
import { CATEGORIES, readLabels, sharedFile } from './shared-data';

interface AnnotatorFigures {
  n: number;
  overlap_items: number;
  mean_agreement: number | null;
  pair_total: number;
  loo_majority_agreement: number | null;
  loo_n: number;
  weighted_kappa: number | null;
}
interface Figures {
  percent_agreement: { pooled: number; mean_item?: number; agree_pairs?: number; total_pairs?: number };
  cohen_kappa_pairs: { min_overlap: number; pairs: number; undefined: number; weighted: number }[];
  krippendorff_alpha_nominal: { alpha: number; n_pairable?: number };
  fleiss_variable_n?: { items: number; Pbar: number };
}
type Expected = Record<
  string,
  {
    presented: Figures;
    canonical: Figures;
    per_annotator_presented: Record<string, AnnotatorFigures>;
    swap_invariant_alpha: number;
  }
>;

const expectedFile = sharedFile('expected.json');
const mirror = choiceMirror(CATEGORIES)!;

function closeTo(actual: number | null, expected: number | null): void {
  if (expected === null) expect(actual).toBeNull();
  else {
    expect(actual).not.toBeNull();
    expect(Math.abs(actual! - expected)).toBeLessThan(1e-9);
  }
}

describe.skipIf(expectedFile === null)('real annotator data (skipped where the files are absent)', () => {
  const all = expectedFile ? (JSON.parse(readFileSync(expectedFile, 'utf8')) as Expected) : {};
  for (const [name, expected] of Object.entries(all)) {
    for (const orientation of ['presented', 'canonical'] as const) {
      it(`${name}, ${orientation}: pool figures equal those of two independent programs`, () => {
        const { columns } = withoutRepeats(readLabels(sharedFile(name)!, orientation).columns);
        const tally = agreementTally(columns);
        const pairs = cohenPairs(columns);
        const figures = expected[orientation];
        closeTo(pairwiseAgreement(tally).value, figures.percent_agreement.pooled);
        if (figures.percent_agreement.mean_item !== undefined)
          closeTo(percentAgreement(tally).value, figures.percent_agreement.mean_item);
        closeTo(krippendorffAlpha(tally).value, figures.krippendorff_alpha_nominal.alpha);
        closeTo(swapInvariantAlpha(tally, mirror).value, expected.swap_invariant_alpha);
        const kappa = figures.cohen_kappa_pairs.find((row) => row.min_overlap === 1)!;
        closeTo(meanCohenKappa(pairs).value, kappa.weighted);
        expect(pairs.undefinedPairs).toBe(kappa.undefined);
        expect(pairs.count - pairs.undefinedPairs).toBe(kappa.pairs);
        expect(fleissKappa(tally).value).not.toBeNull();
      });
    }
    it(`${name}: every annotator's figures equal those of two independent programs`, () => {
      const { columns: raw, annotatorIds } = readLabels(sharedFile(name)!, 'presented');
      const { columns } = withoutRepeats(raw);
      const rows = annotatorAgreement(agreementTally(columns));
      expect(Object.keys(expected.per_annotator_presented)).toHaveLength(annotatorIds.length);
      for (const row of rows) {
        const figures = expected.per_annotator_presented[annotatorIds[row.annotator]!]!;
        expect(row.labels).toBe(figures.n);
        expect(row.overlapItems).toBe(figures.overlap_items);
        expect(row.pairs).toBe(figures.pair_total);
        closeTo(row.agreement, figures.mean_agreement);
        expect(row.majorityLabels).toBe(figures.loo_n);
        closeTo(row.majorityAgreement, figures.loo_majority_agreement);
        closeTo(row.kappa, figures.weighted_kappa);
      }
    });
  }
});
