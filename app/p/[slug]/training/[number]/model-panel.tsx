import { CalibrationChart } from '#components/chart/calibration-chart';
import { RangeBars } from '#components/chart/range-bars';
import { LineageStrip } from '#components/training/lineage-strip';
import { ButtonLink } from '#components/ui/button';
import { Card } from '#components/ui/card';
import {
  formatCoefficient,
  formatCount,
  formatDuration,
  formatInterval,
  formatPercent,
} from '#lib/charts/format-figure';
import { prepareCalibration } from '#lib/charts/prepare-calibration';
import { prepareRangeBars } from '#lib/charts/prepare-range-bars';
import type { TrainingReport } from '#lib/training/training-report';
import type { RunDetail } from '#lib/training/training-runs';

/** What the model is worth on prompts it has never seen, beside length and beside people, and where it comes from. */
export function ModelPanel({ slug, run, report }: { slug: string; run: RunDetail; report: TrainingReport }) {
  const { heldOut, data } = report;
  const { difference, rule, matched } = heldOut.length;
  const bars = prepareRangeBars([
    {
      name: rule === 'shorter' ? 'Shorter response wins' : 'Longer response wins',
      note: 'the better length rule',
      role: 'baseline',
      ...figure(heldOut.length.accuracy),
    },
    { name: run.model ?? 'Model', note: 'all held-out pairs', role: 'model', ...figure(heldOut.accuracy) },
    { name: run.model ?? 'Model', note: 'pairs of equal length', role: 'part', ...figure(matched) },
    {
      name: 'People with people',
      note: 'how far a perfect model could get',
      role: 'ceiling',
      value: heldOut.people.agreement.value,
      interval: heldOut.people.ceiling,
      missing: heldOut.people.agreement.reason,
    },
  ]);
  const calibration = heldOut.calibration && prepareCalibration(heldOut.calibration.bins);
  return (
    <Card
      actions={
        <ButtonLink href={`/p/${slug}/playground?model=${encodeURIComponent(run.model ?? '')}`} size="small">
          Try a prompt
        </ButtonLink>
      }
      note={
        difference.value === null
          ? undefined
          : `${difference.value >= 0 ? 'better' : 'worse'} than length by ${formatPercent(Math.abs(difference.value))} (${formatInterval(difference.ci95, 'percent')}, paired) · ${formatCount(heldOut.counts.decided)} held-out pairs, no prompt shared with training`
      }
      padded={false}
      title={run.model ?? 'Reward model'}
    >
      <div className="grid gap-6 px-4 py-3 md:grid-cols-2">
        <section>
          <h3 className="font-semibold text-small">
            Does it agree with people? <span className="font-normal text-ink-3">Held-out accuracy, 95 %</span>
          </h3>
          {bars ? (
            <RangeBars caption="Held-out accuracy beside length and people" drawing={bars} />
          ) : (
            <p className="text-ink-3 text-small">{heldOut.accuracy.reason ?? 'Too few held-out pairs.'}</p>
          )}
        </section>
        <section>
          <h3 className="font-semibold text-small">
            Is its confidence honest?{' '}
            <span className="font-normal text-ink-3">
              {heldOut.calibration
                ? `ECE ${formatCoefficient(heldOut.calibration.expectedError, 3)}`
                : 'needs 200 held-out pairs'}
            </span>
          </h3>
          {calibration ? (
            <CalibrationChart drawing={calibration} />
          ) : (
            <p className="mt-2 text-ink-2">
              Log loss {formatCoefficient(heldOut.logLoss.value, 3)} nats per pair; a coin has 0.693. A
              reliability plot would be noise with {formatCount(heldOut.counts.pairs)} pairs.
            </p>
          )}
          <p className="mt-3 text-ink-3 text-small">
            An embedded model on words and simple features: good for diagnosing data, smoke tests and demo
            serving. Not for reinforcement learning of a production model.
          </p>
        </section>
      </div>
      <LineageStrip
        steps={[
          {
            kind: 'Labels',
            icon: 'comparisons',
            value: `${formatCount(run.decision.labels)} labels`,
            note: `${formatCount(data.pairs)} comparisons, ${data.verdicts ? `${formatCount(data.verdicts)} by verdict, ` : ''}${formatCount(data.leftOut)} labels left out`,
          },
          {
            kind: 'Snapshot',
            icon: 'lock',
            value: `${run.snapshotHash.slice(0, 8)}…`,
            note: `up to change ${report.lineage.lastSequence}`,
          },
          {
            kind: `Gate decision ${run.decision.number}`,
            icon: 'gate',
            value: report.lineage.waiver ? `Waived (${report.lineage.waiver.number})` : 'Pass',
            note: report.lineage.waiver
              ? `${report.lineage.waiver.requestedBy} and ${report.lineage.waiver.signedBy}`
              : `${run.decision.policyPreset} v${run.decision.policyVersion}`,
          },
          {
            kind: `Training run ${run.number}`,
            icon: 'training',
            value: formatDuration(report.trainedMs / 1000),
            note: `${formatCount(data.train)} pairs · seed ${report.lineage.seed} · ${report.backend}`,
          },
          { kind: 'Reward model', icon: 'model', value: run.model ?? '', note: report.stoppedBy },
        ]}
      />
    </Card>
  );
}

const figure = (m: { value: number | null; ci95: readonly [number, number] | null; reason?: string }) => ({
  value: m.value,
  interval: m.ci95,
  missing: m.reason,
});
