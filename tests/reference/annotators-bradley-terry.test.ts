import { describe, expect, it } from 'vitest';
import { bradleyTerry, strengthDifference } from '#lib/annotators/bradley-terry';
import type { PairCounts } from '#lib/annotators/pair-counts';
import { cases, expectClose } from './vectors';

/** Rows [first, second, wins of first, wins of second, ties]. */
function pairsOf(rows: readonly (readonly number[])[], sourceCount: number): PairCounts {
  return {
    sourceCount,
    first: Int32Array.from(rows, (row) => row[0]!),
    second: Int32Array.from(rows, (row) => row[1]!),
    winsFirst: Float64Array.from(rows, (row) => row[2]!),
    winsSecond: Float64Array.from(rows, (row) => row[3]!),
    ties: Float64Array.from(rows, (row) => row[4] ?? 0),
  };
}

function pairsOfWins(wins: readonly (readonly number[])[]): PairCounts {
  const rows = wins.flatMap((row, i) =>
    row.flatMap((won, j) => (i < j && won + wins[j]![i]! > 0 ? [[i, j, won, wins[j]![i]!]] : [])),
  );
  return pairsOf(rows, wins.length);
}

interface BtCase {
  id: string;
  wins: number[][];
  expected: Record<'theta_centered' | 'se_centered' | 'theta_ref0' | 'se_ref0' | 'quasi_se', number[]> & {
    log_likelihood_kernel: number;
  };
}

describe('Bradley–Terry equals BradleyTerry2, choix and qvcalc', () => {
  for (const { id, wins, expected } of cases<BtCase>('bt')) {
    it(`${id}: ${wins.length} sources`, () => {
      const model = bradleyTerry(pairsOfWins(wins));
      expect(model.converged).toBe(true);
      model.sources.forEach((source, i) => {
        expectClose(source.strength, expected.theta_centered[i]!, 1e-6, `strength ${i}`);
        expectClose(source.se, expected.se_centered[i]!, 1e-5, `error ${i}`);
        if (model.sources.length > 2)
          expectClose(source.quasiSe, expected.quasi_se[i]!, 1e-5, `quasi error ${i}`);
        if (i === 0) return;
        const against0 = strengthDifference(model, i, 0)!;
        expectClose(against0.value, expected.theta_ref0[i]!, 1e-6, `strength ${i} over 0`);
        expectClose(against0.se, expected.se_ref0[i]!, 1e-5, `error ${i} over 0`);
      });
      expectClose(model.logLikelihood, expected.log_likelihood_kernel, 1e-6, 'log-likelihood');
    });
  }
});

interface PositionCase {
  id: string;
  n: number;
  rows: number[][];
  expected: { theta_ref0: number[]; theta_se_ref0: number[]; position_logit: number; position_se: number };
}

describe('Bradley–Terry with a position term equals a binomial GLM and BradleyTerry2', () => {
  for (const { id, n, rows, expected } of cases<PositionCase>('bt-position')) {
    it(`${id}: ${n} sources`, () => {
      const model = bradleyTerry(pairsOf(rows, n), { position: true });
      expectClose(model.position!.value, expected.position_logit, 1e-6, 'position');
      expectClose(model.position!.se, expected.position_se, 1e-5, 'position error');
      for (let i = 1; i < n; i++) {
        expectClose(strengthDifference(model, i, 0)!.value, expected.theta_ref0[i]!, 1e-6, `strength ${i}`);
        expectClose(strengthDifference(model, i, 0)!.se, expected.theta_se_ref0[i]!, 1e-5, `error ${i}`);
      }
    });
  }
});

interface TieCase {
  id: string;
  n: number;
  rows: number[][];
  expected: {
    davidson: { theta_ref0: number[]; log_nu: number; log_likelihood: number; se: number[] };
    rao_kupper: { theta_ref0: number[]; threshold_eta: number; log_likelihood: number };
  };
}

describe('Bradley–Terry with ties', () => {
  for (const { id, n, rows, expected } of cases<TieCase>('bt-tie')) {
    it(`${id}: Davidson equals psychotools, errors included`, () => {
      const model = bradleyTerry(pairsOf(rows, n), { ties: 'davidson' });
      expectClose(model.tieEffect!.value, expected.davidson.log_nu, 1e-5, 'log nu');
      expectClose(model.logLikelihood, expected.davidson.log_likelihood, 1e-5, 'log-likelihood');
      for (let i = 1; i < n; i++)
        expectClose(
          strengthDifference(model, i, 0)!.value,
          expected.davidson.theta_ref0[i]!,
          1e-5,
          `strength ${i}`,
        );
      for (let i = 1; i < n; i++)
        expectClose(strengthDifference(model, i, 0)!.se, expected.davidson.se[i - 1]!, 1e-5, `error ${i}`);
      expectClose(model.tieEffect!.se, expected.davidson.se[n - 1]!, 1e-5, 'error of log nu');
    });

    it(`${id}: Rao–Kupper equals its direct maximisation`, () => {
      const model = bradleyTerry(pairsOf(rows, n), { ties: 'rao-kupper' });
      expectClose(Math.exp(model.tieEffect!.value), expected.rao_kupper.threshold_eta, 1e-3, 'eta');
      expectClose(model.logLikelihood, expected.rao_kupper.log_likelihood, 1e-5, 'log-likelihood');
      for (let i = 1; i < n; i++)
        expectClose(
          strengthDifference(model, i, 0)!.value,
          expected.rao_kupper.theta_ref0[i]!,
          1e-3,
          `strength ${i}`,
        );
    });
  }
});

const published = <Case>(id: string) =>
  cases<Case & { id: string }>('published-annotators').find((one) => one.id === id)!;

describe('published examples', () => {
  it('baseball 1987 (Agresti): strengths, and the advantage of playing at home', () => {
    const { data, expected } = published<{
      data: { rows: [string, string, number, number][] };
      expected: Record<'no_home' | 'with_home', Record<string, [number, number]>>;
    }>('baseball1987');
    const teams = ['Baltimore', 'Boston', 'Cleveland', 'Detroit', 'Milwaukee', 'NewYork', 'Toronto'];
    const rows = data.rows.map(([home, away, won, lost]) => [
      teams.indexOf(home),
      teams.indexOf(away),
      won,
      lost,
    ]);
    for (const [position, printed] of [
      [false, expected.no_home],
      [true, expected.with_home],
    ] as const) {
      const model = bradleyTerry(pairsOf(rows, 7), { position });
      for (const team of teams.slice(1)) {
        const difference = strengthDifference(model, teams.indexOf(team), 0)!;
        expectClose(difference.value, printed[team]![0], 6e-5, team);
        expectClose(difference.se, printed[team]![1], 6e-5, `${team} error`);
      }
      if (position) {
        expectClose(model.position!.value, printed.home![0], 6e-5, 'home');
        expectClose(model.position!.se, printed.home![1], 6e-5, 'home error');
      }
    }
  });

  it('citations between statistics journals (Stigler, Agresti), with quasi-variances', () => {
    const { data, expected } = published<{
      data: { cited_by_citing: number[][] };
      expected: Record<'ability' | 'se' | 'quasi_se', number[]>;
    }>('citations');
    const model = bradleyTerry(
      pairsOfWins(data.cited_by_citing.map((row, i) => row.map((n, j) => (i === j ? 0 : n)))),
    );
    expected.ability.forEach((ability, i) => {
      if (i > 0) expectClose(strengthDifference(model, i, 0)!.value, ability, 6e-6, `ability ${i}`);
      if (i > 0) expectClose(strengthDifference(model, i, 0)!.se, expected.se[i]!, 6e-6, `error ${i}`);
      expectClose(model.sources[i]!.quasiSe, expected.quasi_se[i]!, 6e-6, `quasi error ${i}`);
    });
  });

  it('German parties 2009: 192 judges, 15 pairs', () => {
    const { data, expected } = published<{
      data: { wins: Record<string, [number, number]> };
      expected: { log_ability_vs_FDP: Record<string, number>; se: number[] };
    }>('german_parties2009');
    const parties = [...Object.keys(expected.log_ability_vs_FDP), 'FDP'];
    const rows = Object.entries(data.wins).map(([pair, [won, lost]]) => {
      const [a, b] = pair.split('_').map((party) => parties.indexOf(party));
      return [a!, b!, won, lost];
    });
    const model = bradleyTerry(pairsOf(rows, 6));
    for (const [i, party] of parties.slice(0, 5).entries()) {
      expectClose(strengthDifference(model, i, 5)!.value, expected.log_ability_vs_FDP[party]!, 1e-8, party);
      expectClose(strengthDifference(model, i, 5)!.se, expected.se[i]!, 6e-5, `${party} error`);
    }
    // Printed with three digits.
    expect(Math.round(model.logLikelihood / 10) * 10).toBe(-1720);
  });
});
