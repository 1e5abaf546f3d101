import { describe, expect, it } from 'vitest';
import { bernoulliCusum, firstAlarm } from '#lib/annotators/bernoulli-cusum';
import { bernoulliCusumRunLength } from '#lib/annotators/bernoulli-cusum-arl';
import { bradleyTerry } from '#lib/annotators/bradley-terry';
import { crowdBradleyTerry } from '#lib/annotators/crowd-bradley-terry';
import { distributionShift } from '#lib/annotators/distribution-shift';
import { eloRatings, eloScale } from '#lib/annotators/elo';
import { pairCounts } from '#lib/annotators/pair-counts';
import { cases, expectClose } from './vectors';

interface CrowdCase {
  id: string;
  n_sources: number;
  n_raters: number;
  rows: number[][];
  lambda_: number;
  expected: { scores: number[]; eta: number[]; objective: number };
}

describe('Crowd-BT equals the direct maximisation of its objective', () => {
  for (const one of cases<CrowdCase>('crowd-bt')) {
    it(`${one.id}: ${one.rows.length} labels`, () => {
      const column = (k: number) => Int32Array.from(one.rows, (row) => row[k]!);
      const model = crowdBradleyTerry(column(0), column(1), column(2), one.n_raters, one.n_sources, {
        regularisation: one.lambda_,
      });
      expect(model.converged).toBe(true);
      expectClose(-model.objective, one.expected.objective, 1e-4, 'objective');
      one.expected.scores.forEach((score, i) => {
        expectClose(model.strengths[i]!, score, 1e-3, `score ${i}`);
      });
      one.expected.eta.forEach((eta, r) => {
        expectClose(model.reliability[r]!, eta, 1e-2, `eta ${r}`);
      });
    });
  }
});

interface EloCase {
  id: string;
  n_sources: number;
  rows: [number, number, 'model_a' | 'model_b' | 'tie'][];
  expected: { elo: number[]; arena_bt_scaled_mean1000: number[] };
}

describe('Elo and Bradley–Terry on its scale equal FastChat', () => {
  for (const { id, rows, n_sources, expected } of cases<EloCase>('elo')) {
    it(id, () => {
      const first = Int32Array.from(rows, (row) => row[0]);
      const second = Int32Array.from(rows, (row) => row[1]);
      const outcomes = Uint8Array.from(rows, (row) => ['model_a', 'model_b', 'tie'].indexOf(row[2]));
      const elo = eloRatings(first, second, outcomes, n_sources);
      const model = bradleyTerry(pairCounts(first, second, outcomes, n_sources));
      for (let i = 0; i < n_sources; i++) {
        expectClose(elo[i]!, expected.elo[i]!, 1e-9, `Elo ${i}`);
        expectClose(
          eloScale(model.sources[i]!.strength!),
          expected.arena_bt_scaled_mean1000[i]!,
          1e-2,
          `arena ${i}`,
        );
      }
    });
  }
});

interface ShiftCase {
  id: string;
  baseline_counts: number[];
  current_counts: number[];
  smoothing: number;
  expected: Record<string, number>;
}

describe('distribution shift equals scipy', () => {
  for (const { id, baseline_counts, current_counts, smoothing, expected } of cases<ShiftCase>('shift')) {
    it(id, () => {
      const shift = distributionShift(baseline_counts, current_counts, { smoothing, seed: 1 })!;
      const close = (actual: number, name: string) => expectClose(actual, expected[name]!, 1e-9, name);
      close(shift.psi, 'psi_nats');
      close(shift.jensenShannonBits, 'js_divergence_bits');
      close(shift.klFromCurrent, 'kl_base_cur_nats');
      close(shift.klFromBaseline, 'kl_cur_base_nats');
      close(shift.hellinger, 'hellinger');
      close(shift.totalVariation, 'total_variation');
      close(shift.chiSquare, 'chi2');
      close(shift.g, 'g_stat');
      expect(shift.degreesOfFreedom).toBe(expected.df);
      if (shift.method === 'chi-square') {
        close(shift.pValue, 'chi2_p');
        close(shift.gPValue, 'g_p');
      } else expect(Math.abs(shift.pValue - expected.chi2_p!)).toBeLessThan(0.1);
    });
  }
});

interface CusumCase {
  id: string;
  x: number[];
  params: { p0: number; p1: number; h: number };
  expected: { statistic_trace: number[]; alarms: number[]; arl0_numeric: number; arl1_numeric: number };
}

describe('the Bernoulli CUSUM equals an independent recursion, its run lengths an independent solution', () => {
  for (const { id, x, params, expected } of cases<CusumCase>('bernoulli-cusum')) {
    it(id, () => {
      const { p0, p1, h } = params;
      const oddsRatio = (p1 * (1 - p0)) / (p0 * (1 - p1));
      const alarms: number[] = [];
      let from = 0;
      while (from < x.length) {
        const events = Uint8Array.from(x.slice(from));
        const path = bernoulliCusum(events, new Float64Array(events.length).fill(p0 / (1 - p0)), oddsRatio);
        const alarm = firstAlarm(path, h) ?? path.length - 1;
        for (let t = 0; t <= alarm; t++) {
          // The reference was written with the reset already applied at an alarm.
          if (path[t]! < h)
            expectClose(path[t]!, expected.statistic_trace[from + t]!, 1e-9, `label ${from + t}`);
        }
        if (path[alarm]! >= h) alarms.push(from + alarm);
        from += alarm + 1;
      }
      expect(alarms).toEqual(expected.alarms);
      const relative = (actual: number, reference: number) => Math.abs(actual / reference - 1);
      expect(relative(bernoulliCusumRunLength(p0, p1, h, p0), expected.arl0_numeric)).toBeLessThan(0.01);
      expect(relative(bernoulliCusumRunLength(p0, p1, h, p1), expected.arl1_numeric)).toBeLessThan(0.01);
    });
  }
});
