import { Card } from '#components/ui/card';
import { formatCoefficient, formatCount } from '#lib/charts/format-figure';
import { MISSING_WORDS } from '#lib/charts/missing-words';
import type { QualityFigures } from '#lib/gate/quality-figures';
import type { Estimate } from '#lib/statistics/estimate';

interface Row {
  name: string;
  note: string;
  aligned: Estimate;
  presented: Estimate | null;
}

const NO_BREAK = '\u00a0';
const interval = (ends: readonly [number, number] | null | undefined) =>
  ends ? `${formatCoefficient(ends[0], 4)}${NO_BREAK}–${NO_BREAK}${formatCoefficient(ends[1], 4)}` : '–';

/** Every agreement figure with both of its intervals, aligned by source and as presented. */
export function AgreementPanel({ figures }: { figures: QualityFigures }) {
  const { aligned, presented } = figures;
  const rows: Row[] = [
    {
      name: 'Pairwise agreement',
      note: 'agreeing label pairs of all pairs',
      aligned: aligned.pairwiseAgreement,
      presented: presented.pairwiseAgreement,
    },
    {
      name: 'Agreement per comparison',
      note: 'mean over comparisons',
      aligned: aligned.percentAgreement,
      presented: presented.percentAgreement,
    },
    {
      name: 'Swap-invariant alpha',
      note: 'what the gate reads',
      aligned: figures.swapInvariantAlpha,
      presented: null,
    },
    {
      name: 'Krippendorff’s alpha',
      note: 'nominal',
      aligned: aligned.krippendorffAlpha,
      presented: presented.krippendorffAlpha,
    },
    {
      name: 'Cohen’s kappa, mean',
      note: `over ${formatCount(aligned.cohenKappa.definedPairs)} pairs of annotators by overlap; ${formatCount(aligned.cohenKappa.undefinedPairs)} undefined`,
      aligned: aligned.cohenKappa,
      presented: presented.cohenKappa,
    },
  ];
  return (
    <Card note="choices aligned by source; 95 % intervals" padded={false} title="Agreement figures">
      <div className="overflow-x-auto">
        <table className="w-full border-collapse" data-testid="agreement-figures">
          <caption className="sr-only">Agreement figures with their intervals</caption>
          <thead>
            <tr className="text-left text-micro text-ink-3">
              <th className="px-4 py-1 font-normal" scope="col">
                Measure
              </th>
              <th className="px-2 py-1 text-right font-normal" scope="col">
                Value
              </th>
              <th className="px-2 py-1 font-normal" scope="col">
                These annotators, new comparisons
              </th>
              <th className="px-2 py-1 font-normal" scope="col">
                Annotators like these
              </th>
              <th className="px-4 py-1 text-right font-normal" scope="col">
                As presented
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr className="border-line border-t" key={row.name}>
                <th className="px-4 py-1.5 text-left font-normal leading-[1.3]" scope="row">
                  <span className="block font-semibold">{row.name}</span>
                  <span className="block text-ink-3 text-small">{row.note}</span>
                </th>
                <td className="px-2 text-right font-semibold text-lead">
                  {formatCoefficient(row.aligned.value, 4)}
                </td>
                <td className="whitespace-nowrap px-2 text-ink-2 text-small">
                  {row.aligned.value === null && row.aligned.reason
                    ? MISSING_WORDS[row.aligned.reason]
                    : interval(row.aligned.ci95)}
                </td>
                <td className="whitespace-nowrap px-2 text-ink-2 text-small">
                  {row.aligned.ci95Annotators
                    ? interval(row.aligned.ci95Annotators)
                    : row.aligned.reason
                      ? MISSING_WORDS[row.aligned.reason]
                      : '–'}
                </td>
                <td className="whitespace-nowrap px-4 text-right text-ink-2">
                  {row.presented ? (
                    <>
                      {formatCoefficient(row.presented.value, 4)}
                      <span className="block text-ink-3 text-small">{interval(row.presented.ci95)}</span>
                    </>
                  ) : (
                    <span className="text-ink-3 text-small">the same</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
