'use client';

import { ExportRows } from '#components/table/export-rows';
import { Card } from '#components/ui/card';
import { ScrollArea } from '#components/ui/scroll-area';
import { formatCoefficient, formatCount } from '#lib/charts/format-figure';
import { MISSING_WORDS } from '#lib/charts/missing-words';
import type { Estimate } from '#lib/statistics/estimate';
import type { AgreementFigures } from './agreement-figures';

interface AgreementPanelProps {
  figures: AgreementFigures;
}

interface Row {
  name: string;
  note: string;
  aligned: Estimate;
  presented: Estimate | null;
  /** Only the report has it: it does not count the newest labels yet. */
  ofReport?: boolean;
}

const NO_BREAK = '\u00a0';
const interval = (ends: readonly [number, number] | null | undefined) =>
  ends ? `${formatCoefficient(ends[0], 4)}${NO_BREAK}–${NO_BREAK}${formatCoefficient(ends[1], 4)}` : '–';

const HEADERS = [
  'measure',
  'value',
  'low',
  'high',
  'low, annotators like these',
  'high, annotators like these',
];
const cells = ({ value, ci95, ci95Annotators }: Estimate) => [
  value,
  ci95?.[0] ?? null,
  ci95?.[1] ?? null,
  ci95Annotators?.[0] ?? null,
  ci95Annotators?.[1] ?? null,
];

/**
 * Every agreement figure with both of its intervals, aligned by source and as presented. What each label changes at once
 * is shown as of the newest label, the rest as of the report, and the panel says which is which.
 */
export function AgreementPanel({ figures }: AgreementPanelProps) {
  const { aligned, presented, swapInvariantAlpha, newer } = figures;
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
      aligned: swapInvariantAlpha,
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
      ofReport: newer,
    },
  ];
  return (
    <Card
      actions={
        <ExportRows
          headers={HEADERS}
          name="agreement-figures"
          of="agreement figures"
          rows={rows.flatMap((row) => [
            [row.name, ...cells(row.aligned)],
            ...(row.presented ? [[`${row.name}, as presented`, ...cells(row.presented)]] : []),
          ])}
        />
      }
      note={
        newer
          ? 'choices aligned by source; 95 % intervals; of every label so far, kappa and “as presented” as of the report'
          : 'choices aligned by source; 95 % intervals'
      }
      padded={false}
      title="Agreement figures"
    >
      <ScrollArea className="overflow-x-auto" label="Table: agreement figures">
        <table className="w-full border-collapse" data-testid="agreement-figures">
          <caption className="sr-only">Agreement figures with their intervals</caption>
          <thead>
            <tr className="text-left text-micro text-ink-3">
              <th className="min-w-40 px-4 py-1 font-normal" scope="col">
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
                  <span className="block text-ink-3 text-small">
                    {row.note}
                    {row.ofReport && '; as of the report'}
                  </span>
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
      </ScrollArea>
    </Card>
  );
}
