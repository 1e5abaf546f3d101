'use client';

import type { ReactNode } from 'react';
import { PartNotice } from '#components/quality/part-notice';
import { useReportPart } from '#components/quality/use-report-part';
import { ExportRows } from '#components/table/export-rows';
import { Card } from '#components/ui/card';
import { ScrollArea } from '#components/ui/scroll-area';
import { SkeletonRows } from '#components/ui/skeleton';
import { Whisker } from '#components/ui/whisker';
import { formatCoefficient, formatCount, formatInterval, formatPercent } from '#lib/charts/format-figure';
import type { AnnotatorRow, StoredShare } from '#lib/quality/annotator-row';
import { withStatuses } from '#lib/quality/with-statuses';

const LEAST = 10;
const STATUS: Record<AnnotatorRow['status'], string> = {
  QUALIFYING: 'qualifying',
  PROBATION: 'on probation',
  ACTIVE: 'active',
  PAUSED: 'paused',
  RETRAINING: 'retraining',
  REMOVED: 'removed',
};

const share = (s: StoredShare): ReactNode =>
  s.of < LEAST ? (
    <span className="text-ink-3">{`${s.count}/${s.of}`}</span>
  ) : (
    `${formatPercent(s.value, 0)} of ${formatCount(s.of)}`
  );

interface AnnotatorPagesProps {
  address: string;
  version: number;
  changed: Record<number, AnnotatorRow['status']>;
}

/** Every annotator on paper, lowest agreement first; the members table without its controls. */
export function AnnotatorPages({ address, version, changed }: AnnotatorPagesProps) {
  const part = useReportPart<AnnotatorRow[]>(address, version);
  if (part === 'failed') return <PartNotice what="The table of annotators" />;
  if (part === null)
    return <SkeletonRows columns={6} label="Loading the annotators" rows={12} rowHeight={28} />;
  return <AnnotatorList rows={withStatuses(part, changed)} />;
}

function SaveAnnotators({ rows }: { rows: AnnotatorRow[] }) {
  return (
    <ExportRows
      headers={[
        'annotator',
        'labels',
        'agreement',
        'low',
        'high',
        'kappa',
        'gold, right',
        'gold, of',
        'self-consistency, same',
        'self-consistency, of',
        'left',
        'state',
      ]}
      name="annotators-report"
      of="annotators"
      rows={rows.map((row) => [
        row.name,
        row.labels,
        row.agreement.value,
        row.agreement.ci95?.[0] ?? null,
        row.agreement.ci95?.[1] ?? null,
        row.kappa,
        row.gold.count,
        row.gold.of,
        row.selfConsistency.count,
        row.selfConsistency.of,
        row.leftRate.value,
        stateWords(row),
      ])}
    />
  );
}

const stateWords = ({ drift, status }: AnnotatorRow): string =>
  drift.state === 'drifting' ? `${STATUS[status]}, drifting` : STATUS[status];

function AnnotatorList({ rows }: { rows: AnnotatorRow[] }) {
  const sorted = [...rows].sort((a, b) => (a.agreement.value ?? 2) - (b.agreement.value ?? 2));
  const head = 'px-2 py-1 font-medium';
  return (
    <div className="print:!break-inside-auto">
      <Card
        actions={<SaveAnnotators rows={sorted} />}
        note="agreement with the others, 95 %; low agreement is a question, not a verdict"
        padded={false}
        title="Annotators"
      >
        <ScrollArea className="mt-1.5 overflow-x-auto" label="Table: annotators with their figures">
          <table className="w-full border-collapse text-small">
            <caption className="sr-only">Annotators with their figures</caption>
            <thead>
              <tr className="border-line-strong border-b text-left text-ink-2">
                <th className={`${head} pl-4`} scope="col">
                  Annotator
                </th>
                <th className={`${head} text-right`} scope="col">
                  Labels
                </th>
                <th className={head} scope="col">
                  Agreement
                </th>
                <th className={`${head} text-right`} scope="col">
                  Kappa
                </th>
                <th className={`${head} text-right`} scope="col">
                  Gold
                </th>
                <th className={`${head} text-right`} scope="col">
                  Self-consistency
                </th>
                <th className={`${head} text-right`} scope="col">
                  Left
                </th>
                <th className={`${head} pr-4`} scope="col">
                  State
                </th>
              </tr>
            </thead>
            <tbody>
              {sorted.map((row) => (
                <tr className="break-inside-avoid border-line border-b last:border-b-0" key={row.annotatorId}>
                  <th className="px-2 py-1 pl-4 text-left font-medium" scope="row">
                    {row.name}
                  </th>
                  <td className="px-2 text-right">{formatCount(row.labels)}</td>
                  <td className="whitespace-nowrap px-2">
                    {row.agreement.value === null ? (
                      <span className="text-ink-3">no shared comparison</span>
                    ) : (
                      <span className="inline-flex items-center gap-2">
                        {formatPercent(row.agreement.value)}
                        <span className="w-20 shrink-0">
                          <Whisker
                            domain={[0.2, 1]}
                            height={16}
                            interval={row.agreement.ci95}
                            value={row.agreement.value}
                            width={80}
                          />
                        </span>
                        <span className="text-ink-3">{formatInterval(row.agreement.ci95, 'percent')}</span>
                      </span>
                    )}
                  </td>
                  <td className="px-2 text-right">{formatCoefficient(row.kappa)}</td>
                  <td className="whitespace-nowrap px-2 text-right">{share(row.gold)}</td>
                  <td className="whitespace-nowrap px-2 text-right">{share(row.selfConsistency)}</td>
                  <td
                    className={`whitespace-nowrap px-2 text-right ${row.leftRate.flagged ? 'font-semibold' : ''}`}
                  >
                    {formatPercent(row.leftRate.value, 0)}
                    {row.leftRate.flagged && ', favours a side'}
                  </td>
                  <td className="px-2 pr-4">{stateWords(row)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      </Card>
    </div>
  );
}
