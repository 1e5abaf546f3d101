'use client';

import { ExportRows } from '#components/table/export-rows';
import { Card } from '#components/ui/card';
import { cx } from '#components/ui/cx';
import { formatPercent } from '#lib/charts/format-figure';
import type { AnnotatorDetails } from '#lib/quality/annotator-row';

const WORDS: Record<string, string> = { A: 'A', B: 'B', TIE: 'Tie', BOTH_BAD: 'Both bad' };

const STEPS = 7;

/** What this annotator answers when something else is most probably right: each row is one truth and sums to one. */
export function ConfusionPanel({ confusion }: { confusion: AnnotatorDetails['confusion'] }) {
  const name = (category: string) => WORDS[category] ?? category;
  return (
    <Card
      actions={
        <ExportRows
          headers={['most probably right', ...confusion.categories.map(name)]}
          name="confusions"
          of="confusions"
          rows={confusion.rows.map((row, truth) => [name(confusion.categories[truth]!), ...row])}
        />
      }
      note="rows: most probably right by all labels (Dawid–Skene); columns: what was answered"
      title="Confusions"
    >
      <div className="overflow-x-auto">
        <table className="w-full table-fixed border-separate border-spacing-px text-small">
          <caption className="sr-only">Probability of each answer, by what is most probably right</caption>
          <thead>
            <tr>
              <td className="w-20" />
              {confusion.categories.map((category) => (
                <th className="pb-1 text-center font-normal text-ink-2" key={category} scope="col">
                  {name(category)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {confusion.rows.map((row, truth) => (
              <tr key={confusion.categories[truth]}>
                <th className="pr-2 text-right font-normal text-ink-2" scope="row">
                  {name(confusion.categories[truth]!)}
                </th>
                {row.map((share, answer) => {
                  const step = Math.min(STEPS, Math.floor(share * STEPS) + 1);
                  return (
                    <td
                      className={cx('h-8 text-center', truth === answer && 'font-semibold')}
                      key={confusion.categories[answer]}
                      style={{
                        background: `var(--seq-${step})`,
                        color: step >= 5 ? 'var(--seq-high-ink)' : 'var(--seq-low-ink)',
                      }}
                    >
                      {formatPercent(share, 0)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
