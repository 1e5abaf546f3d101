import type { ReactNode } from 'react';
import { ExportRows } from '#components/table/export-rows';
import { Card } from '#components/ui/card';
import { EmptyState } from '#components/ui/empty-state';
import { Estimate } from '#components/ui/estimate';
import { Link } from '#components/ui/link';
import { ScrollArea } from '#components/ui/scroll-area';
import { formatCount, formatInterval, formatPercent, formatSigned } from '#lib/charts/format-figure';
import type { Cohorts } from '#lib/quality/report-parts/cohorts';
import type { ClusteredRatio, Difference } from '#lib/statistics/clustered-ratio';

interface CohortPanelProps {
  cohorts: Cohorts;
  base: string;
  /** Chooses who belongs to which; null for who may not. */
  form: ReactNode;
}

/** Below so many label pairs a share between cohorts is not shown. */
const LEAST_PAIRS = 20;

const share = (ratio: ClusteredRatio) =>
  ratio.value === null || ratio.trials < LEAST_PAIRS ? (
    <span className="text-ink-3 text-small">too little: {formatCount(ratio.trials)}</span>
  ) : (
    <>
      <b>{formatPercent(ratio.value, 0)}</b>{' '}
      <span className="whitespace-nowrap text-ink-3 text-small">{formatInterval(ratio.ci95, 'percent')}</span>
    </>
  );

const points = (value: number) => formatSigned(value * 100, 0);
const difference = ({ value, ci95 }: Difference) =>
  value === null ? (
    <span className="text-ink-3 text-small">not comparable yet</span>
  ) : (
    <>
      {points(value)}{' '}
      {ci95 && (
        <span className="whitespace-nowrap text-ink-3 text-small">{`${points(ci95[0])} – ${points(ci95[1])}`}</span>
      )}
    </>
  );

/** Whose values are these? Agreement within and between cohorts of annotators, and what each prefers. */
export function CohortPanel({
  cohorts: { cohorts, between, preferences, tested, below, called, without },
  base,
  form,
}: CohortPanelProps) {
  if (cohorts.length === 0) {
    return (
      <Card title="Cohorts of annotators">
        <EmptyState icon="annotators" title="No annotator belongs to a cohort">
          Put annotators into cohorts (vendors, countries, levels of training) to see whether the labels
          depend on who is asked.
        </EmptyState>
        {form}
      </Card>
    );
  }
  const of = (a: number, b: number) =>
    between.find((pair) => pair.a === Math.min(a, b) && pair.b === Math.max(a, b))!.agreement;
  const head = 'px-2 py-1 text-left font-medium text-ink-2 text-small';
  return (
    <Card
      actions={
        <>
          <ExportRows
            headers={['cohort', 'with', 'agreement', 'low', 'high', 'label pairs']}
            name="cohort-agreement"
            of="agreement within and between cohorts"
            rows={between.map(({ a, b, agreement: { value, ci95, trials } }) => [
              cohorts[a]!.name,
              cohorts[b]!.name,
              value,
              ci95?.[0] ?? null,
              ci95?.[1] ?? null,
              trials,
            ])}
          />
          {cohorts.length > 1 && (
            <ExportRows
              headers={['preference', 'cohort', 'share', 'low', 'high', 'difference', 'low', 'high', 'q']}
              name="cohort-preferences"
              of="preferences of cohorts"
              rows={preferences.flatMap((row) =>
                row.cohorts.map((cell, at) => [
                  row.name,
                  cohorts[at]!.name,
                  cell.share.value,
                  cell.share.ci95?.[0] ?? null,
                  cell.share.ci95?.[1] ?? null,
                  cell.difference.value,
                  cell.difference.ci95?.[0] ?? null,
                  cell.difference.ci95?.[1] ?? null,
                  cell.qValue,
                ]),
              )}
            />
          )}
        </>
      }
      note={without ? `${formatCount(without)} annotators belong to none` : undefined}
      padded={false}
      title="Cohorts of annotators: whose values are these?"
    >
      <ScrollArea label="Table: agreement within and between cohorts" className="overflow-x-auto">
        <table className="mt-2 w-full border-collapse">
          <caption className="px-4 pb-1 text-left text-ink-3 text-small">
            Share of label pairs that agree, within a cohort (its own column) and between two; 95 % over
            comparisons
          </caption>
          <thead>
            <tr className="border-line-strong border-b">
              <th className={`${head} pl-4`} scope="col">
                Cohort
              </th>
              <th className={head} scope="col">
                Alpha within
              </th>
              {cohorts.map((cohort) => (
                <th className={head} key={cohort.name} scope="col">
                  with {cohort.name}
                </th>
              ))}
              <th className={`${head} pr-4`} scope="col">
                Within less between, points
              </th>
            </tr>
          </thead>
          <tbody>
            {cohorts.map((cohort, a) => (
              <tr className="border-line border-b last:border-b-0" key={cohort.name}>
                <th className="px-2 py-1.5 pl-4 text-left" scope="row">
                  {cohort.name}
                  <span className="block font-normal text-ink-3 text-small">
                    {formatCount(cohort.annotators)} annotators, {formatCount(cohort.labels)} labels
                  </span>
                </th>
                <td className="px-2">
                  <Estimate estimate={cohort.alpha} kind="coefficient" />
                </td>
                {cohorts.map((other, b) => (
                  <td className={`px-2 ${a === b ? 'bg-sunken' : ''}`} key={other.name}>
                    {share(of(a, b))}
                  </td>
                ))}
                <td className="px-2 pr-4">{difference(cohort.withinMinusBetween)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
      {cohorts.length > 1 && (
        <ScrollArea label="Table: preferences of cohorts" className="overflow-x-auto border-line border-t">
          <table className="mt-2 w-full border-collapse">
            <caption className="px-4 pb-1 text-left text-ink-3 text-small">
              How often each cohort chooses …; in points against the others on the comparisons that both
              labelled. {called} of {tested} differences stand after correction; {below} lie below p = .05,{' '}
              {(tested * 0.05).toFixed(1)} would by chance
            </caption>
            <thead>
              <tr className="border-line-strong border-b">
                <th className={`${head} pl-4`} scope="col">
                  Preference
                </th>
                {cohorts.map((cohort) => (
                  <th className={head} key={cohort.name} scope="col">
                    {cohort.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {preferences.map((row) => (
                <tr className="border-line border-b last:border-b-0" key={row.name}>
                  <th className="px-2 py-1.5 pl-4 text-left font-normal" scope="row">
                    {Object.keys(row.filter).length ? (
                      <Link className="hover:underline" href={`${base}&${new URLSearchParams(row.filter)}`}>
                        {row.name}
                      </Link>
                    ) : (
                      row.name
                    )}
                  </th>
                  {row.cohorts.map((cell, at) => (
                    <td className="px-2" key={cohorts[at]!.name}>
                      {share(cell.share)}
                      {cell.difference.value !== null && (
                        <span
                          className={`block text-small ${cell.qValue !== null && cell.qValue < 0.05 ? 'font-semibold' : 'text-ink-3'}`}
                        >
                          {difference(cell.difference)}
                          {cell.qValue !== null && cell.qValue < 0.05 && ' differs'}
                        </span>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
      {form}
    </Card>
  );
}
