import type { OptimisationMethod } from '#lib/reward-model/gold-curve';
import { overOptimisation } from '#lib/reward-model/over-optimisation';
import { median, quantile } from '#lib/statistics/quantile';
import { gaoCurve, goldSeries } from '#tests/unit/reward-model/optimisation-series';
import { atMost, type BenchRow, keepRows, printRows } from './bench-rows';

/*
 * What the over-optimisation warning promises, on simulated series of checkpoints: how often it comes too late or too early, by how much
 * gold there is, and how often a series is warned about whose gold never turns. Seeded.
 */
const METHODS: OptimisationMethod[] = ['rl', 'best-of-n'];
const SERIES = 200;
const rows: BenchRow[] = [];

for (const method of METHODS)
  for (const [responses, gain] of [
    [256, 1.5],
    [256, 1],
    [64, 1],
  ] as const)
    for (const peakKl of [4, 9, 16]) {
      const truth = gaoCurve(method, peakKl, gain);
      const kept: number[] = [];
      let late = 0;
      for (let seed = 1; seed <= SERIES; seed++) {
        const checkpoints = Math.ceil((2 * peakKl) / 0.25);
        const points = goldSeries({ truth, spacing: 0.25, checkpoints, responses, seed });
        const { warning } = overOptimisation(points, { method });
        if (!warning || points[warning.at]!.kl > peakKl + 1) late++;
        else kept.push(truth(points[warning.at]!.kl) / gain);
      }
      const what = `${method}, gold of ${responses} responses, gains ${gain} SD, turns at ${peakKl} nats`;
      // Promised where there is gold enough to see a curve: a gain of 16 standard errors of a checkpoint or more.
      const promised = gain * Math.sqrt(responses) >= 16;
      rows.push(
        {
          metric: `${what}: warned later than 1 nat after`,
          value: late / SERIES,
          unit: 'share',
          ...(promised && { goal: atMost(0.07) }),
        },
        {
          metric: `${what}: share of the gain at the warning, median`,
          value: median(kept) ?? Number.NaN,
          unit: 'share',
        },
        {
          metric: `${what}: share of the gain at the warning, 5 %`,
          value: quantile(kept, 0.05) ?? Number.NaN,
          unit: 'share',
        },
      );
    }

const ENDLESS: Record<string, (kl: number) => number> = {
  'gold rises for ever as √KL': (kl) => 0.5 * Math.sqrt(kl),
  'gold rises for ever as KL': (kl) => 0.1 * kl,
};
for (const method of METHODS)
  for (const [name, truth] of Object.entries(ENDLESS))
    for (const wobble of [0, 0.05]) {
      let alarms = 0;
      for (let seed = 1; seed <= 2 * SERIES; seed++) {
        const points = goldSeries({
          truth,
          spacing: 0.5,
          checkpoints: 60,
          responses: 128,
          wobble,
          seed: 7000 + seed,
        });
        if (overOptimisation(points, { method }).warning) alarms++;
      }
      rows.push({
        metric: `${method}, ${name}${wobble ? ', each checkpoint off by 0.05 SD of its own' : ''}: false alarms in 60 looks`,
        value: alarms / (2 * SERIES),
        unit: 'share',
        goal: atMost(0.05),
      });
    }

// A gold score that levels off has no turn, but also nothing more to give: a warning there is no loss.
const levels = METHODS.flatMap((method) =>
  Array.from({ length: SERIES }, (_, seed) => {
    const truth = (kl: number) => 1.5 * (1 - Math.exp(-Math.sqrt(kl) / 1.5));
    const points = goldSeries({ truth, spacing: 0.5, checkpoints: 60, responses: 128, seed: 9000 + seed });
    const { warning } = overOptimisation(points, { method });
    return warning ? truth(points[warning.at]!.kl) / truth(points.at(-1)!.kl) : 1;
  }),
);
rows.push({
  metric: 'gold levels off: share of its end at the warning, median',
  value: median(levels)!,
  unit: 'share',
});

printRows(rows);
keepRows('over-optimisation', rows, { anew: true });
