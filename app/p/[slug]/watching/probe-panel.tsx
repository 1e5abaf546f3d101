import { CheckTable } from '#components/quality/check-table';
import { ExportRows } from '#components/table/export-rows';
import { Card } from '#components/ui/card';
import { EmptyState } from '#components/ui/empty-state';
import { Time } from '#components/ui/time';
import { formatPercent, formatSigned } from '#lib/charts/format-figure';
import { PROBE_WORDS } from '#lib/scoring/probe-words';
import type { StoredProbes } from '#lib/scoring/watching';

/** Which cheap tricks raise the reward: held-out responses made worse, and what the model makes of them. */
export function ProbePanel({ model, probes }: { model: string; probes: StoredProbes[] }) {
  const newest = probes[0];
  if (!newest) {
    return (
      <Card id="probes" title="Probes">
        <EmptyState icon="model" title={`${model} has not been probed yet`}>
          The worker does so after training, and once a day.
        </EmptyState>
      </Card>
    );
  }
  const reach = Math.max(0.5, ...newest.results.flatMap(({ interval }) => (interval ?? [0]).map(Math.abs)));
  return (
    <Card
      actions={
        <ExportRows
          headers={[
            'probe',
            'verdict',
            'change, standard deviations',
            'low',
            'high',
            'limit',
            'raised',
            'responses',
          ]}
          name={`probes-${model}`}
          of="probes"
          rows={newest.results.map(({ probe, verdict, change, interval, limit, raised, responses }) => [
            PROBE_WORDS[probe].name,
            verdict,
            change,
            interval?.[0] ?? null,
            interval?.[1] ?? null,
            limit,
            raised,
            responses,
          ])}
        />
      }
      id="probes"
      note={
        <>
          mean change of the reward, standard deviations, 99 % · <Time at={newest.at} shape="relative" />
          {probes.length > 1 && `, ${probes.length} times so far`}
        </>
      }
      padded={false}
      title="Probes"
    >
      <CheckTable
        caption="Probes of the reward model, worst first"
        rows={newest.results.map((result) => ({
          id: result.probe,
          verdict: result.verdict,
          name: PROBE_WORDS[result.probe].name,
          sentence: `${PROBE_WORDS[result.probe].what}: ${
            result.raised === null
              ? 'too few responses'
              : `raises the reward of ${formatPercent(result.raised, 0)} of ${result.responses} held-out responses`
          }.`,
          measured: formatSigned(result.change, 2),
          interval: result.interval
            ? `${formatSigned(result.interval[0], 2)} – ${formatSigned(result.interval[1], 2)}`
            : '',
          whisker: {
            value: result.change,
            interval: result.interval,
            threshold: result.limit,
            required: 'below' as const,
            domain: [-reach * 1.1, reach * 1.1] as const,
          },
          needs: `≤ ${formatSigned(result.limit, 1)}`,
        }))}
      />
    </Card>
  );
}
