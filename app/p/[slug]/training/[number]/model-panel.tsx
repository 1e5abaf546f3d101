import { BandChart } from '#components/chart/band-chart';
import { CalibrationChart } from '#components/chart/calibration-chart';
import { ChartHeading } from '#components/chart/chart-heading';
import { ExportChart } from '#components/chart/export-chart';
import { RangeBars } from '#components/chart/range-bars';
import { SaveRangeBars } from '#components/chart/save-range-bars';
import { LineageStrip } from '#components/training/lineage-strip';
import { Card } from '#components/ui/card';
import {
  formatCoefficient,
  formatCount,
  formatDuration,
  formatInterval,
  formatPercent,
  formatSigned,
} from '#lib/charts/format-figure';
import { prepareBestOfN } from '#lib/charts/prepare-best-of-n';
import { prepareCalibration } from '#lib/charts/prepare-calibration';
import { prepareRangeBars } from '#lib/charts/prepare-range-bars';
import type { TrainingReport } from '#lib/training/training-report';
import type { RunDetail } from '#lib/training/training-runs';

/** What the model is worth on prompts it has never seen, beside length and beside people, and where it comes from. */
export function ModelPanel({ run, report }: { run: RunDetail; report: TrainingReport }) {
  const { heldOut, data } = report;
  const file = `run-${run.number}`;
  const { difference, rule, matched } = heldOut.length;
  const bars = prepareRangeBars([
    {
      name: rule === 'shorter' ? 'Shorter response wins' : 'Longer response wins',
      note: 'the better length rule',
      role: 'baseline',
      ...figure(heldOut.length.accuracy),
    },
    { name: run.model ?? 'Model', note: 'all held-out pairs', role: 'model', ...figure(heldOut.accuracy) },
    {
      name: run.model ?? 'Model',
      note: `lengths within ${formatPercent(heldOut.length.matchedWithin ?? 0.1, 0)}`,
      role: 'part',
      ...figure(matched),
    },
    {
      name: 'People with people',
      note: 'how far a perfect model could get',
      role: 'ceiling',
      value: heldOut.people.agreement.value,
      interval: heldOut.people.ceiling,
      missing: heldOut.people.agreement.reason,
    },
  ]);
  const best = report.diagnosis?.bestOfN && prepareBestOfN(report.diagnosis.bestOfN);
  const calibration = heldOut.calibration && prepareCalibration(heldOut.calibration.bins);
  return (
    <Card
      note={
        difference.value === null
          ? undefined
          : `${points(difference.value)} points beside length${difference.ci95 ? ` (${points(difference.ci95[0])} to ${points(difference.ci95[1])}, paired)` : ''} · ${formatCount(heldOut.counts.decided)} held-out pairs, ${report.folds ? `each prompt held out once in ${report.folds} folds` : 'no prompt shared with training'}`
      }
      padded={false}
      title={run.model ?? 'Reward model'}
    >
      <div className="grid gap-6 px-4 py-3 md:grid-cols-2 xl:grid-cols-[minmax(0,1.45fr)_minmax(0,1fr)_minmax(0,1fr)]">
        <section>
          <ChartHeading
            note="Held-out accuracy, 95 %"
            save={bars && <SaveRangeBars drawing={bars} name={`accuracy-${file}`} of="held-out accuracy" />}
            title="Does it agree with people?"
          />
          {bars ? (
            <RangeBars caption="Held-out accuracy beside length and people" drawing={bars} />
          ) : (
            <p className="text-ink-3 text-small">{heldOut.accuracy.reason ?? 'Too few held-out pairs.'}</p>
          )}
          <p className="mt-1 text-ink-2 text-small">{people(report)}</p>
        </section>
        <section>
          <ChartHeading
            note={calibrationNote(heldOut)}
            save={
              calibration && (
                <ExportChart
                  alternative={calibration.alternative}
                  name={`calibration-${file}`}
                  of="calibration"
                />
              )
            }
            title="Is its confidence honest?"
          />
          {calibration ? (
            <CalibrationChart drawing={calibration} />
          ) : (
            <p className="mt-2 text-ink-2">
              Log loss {formatCoefficient(heldOut.logLoss.value, 3)} nats per pair; a coin has 0.693. A
              reliability plot would be noise with {formatCount(heldOut.counts.pairs)} pairs.
            </p>
          )}
        </section>
        <section className="min-w-0">
          <ChartHeading
            note="Votes of people won by the best of N, 95 %; dashed: what it expects"
            save={
              best && <ExportChart alternative={best.alternative} name={`best-of-n-${file}`} of="best of N" />
            }
            title="Can it be gamed?"
          />
          {best ? (
            <BandChart drawing={best} height={240} />
          ) : (
            <p className="mt-2 text-ink-2">
              A prompt needs several responses that people have compared: here the best of N can’t be drawn
              from more than one.
            </p>
          )}
        </section>
      </div>
      <p className="border-line border-t px-4 py-2.5 text-ink-2 text-small">
        <b>What it is for:</b> diagnosing labels, a smoke test of the way to a model, demo serving. It reads
        words and simple features, and reaches 58 to 66 % on pairs judged by people, 5 to 12 points less than
        a fine-tuned language model; on factual, mathematical and adversarial pairs it is near chance.{' '}
        <b>What it is not for:</b> reinforcement learning of a production model, or a judge of safety.
      </p>
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

/** ECE with its interval, and what it would be if the rewards were divided by a temperature. */
function calibrationNote({ calibration }: TrainingReport['heldOut']): string {
  if (!calibration) return 'needs 200 held-out pairs';
  const { expectedError, expectedErrorCi95, errorAfter, temperature } = calibration;
  const three = (value: number) => formatCoefficient(value, 3);
  const interval = expectedErrorCi95
    ? ` (${three(expectedErrorCi95[0])} – ${three(expectedErrorCi95[1])})`
    : '';
  // Reports from before temperatures were fitted.
  if (errorAfter === undefined) return `ECE ${three(expectedError)}`;
  return `ECE ${three(expectedError)}${interval}, ${three(errorAfter)} at temperature ${formatCoefficient(temperature)}`;
}

/** How near it comes to people, at both ends of what a perfect model could reach. */
function people({ heldOut }: TrainingReport): string {
  const { parity, ofCeiling, ceiling, modelAgreement } = heldOut.people;
  if (parity === null || ofCeiling === null || ceiling === null) return '';
  return `Right on ${formatPercent(modelAgreement.value)} of single labels: of what lies above a coin, that is ${formatPercent(parity, 0)} of what people reach with each other, and ${formatPercent(ofCeiling, 0)} of the most that any model could reach (${formatInterval(ceiling, 'percent')} %).`;
}

/** A difference of two shares. */
const points = (difference: number) => formatSigned(difference * 100, 1);

const figure = (m: { value: number | null; ci95: readonly [number, number] | null; reason?: string }) => ({
  value: m.value,
  interval: m.ci95,
  missing: m.reason,
});
