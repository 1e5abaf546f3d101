import { describe, expect, it } from 'vitest';
import { PROBES, perturb } from '#lib/reward-model/probe-perturbations';
import { probeReport } from '#lib/reward-model/probe-report';
import { responseRepetition } from '#lib/reward-model/response-repetition';
import type { RewardScorer } from '#lib/reward-model/score-responses';
import { seededRandom } from '#lib/statistics/random';

const TEXT = 'Stand the basil in a glass of water. Change the water every day. Keep it away from the cold.';
const scorer = (reward: (text: string) => number): RewardScorer => {
  const score = (_: unknown, response: string) => ({ raw: reward(response), normalised: reward(response) });
  return { score, scoreAll: (requests) => requests.map(({ prompt, response }) => score(prompt, response)) };
};
const responses = Array.from({ length: 60 }, (_, i) => ({
  promptKey: `p${i % 20}`,
  prompt: [{ role: 'user', content: `Question ${i % 20}?` }],
  response: `${TEXT} Number ${i} is different in some way.`,
}));

describe('perturb', () => {
  it('makes the same text of the same seed, and another of the response', () => {
    for (const probe of PROBES) {
      const made = perturb(probe, TEXT, seededRandom(3));
      expect(made).toBe(perturb(probe, TEXT, seededRandom(3)));
      expect(made).not.toBe(TEXT);
    }
  });

  it('does what its name says, to the empty response too', () => {
    const made = (probe: (typeof PROBES)[number]) => perturb(probe, TEXT, seededRandom(1));
    expect(responseRepetition(made('repetition'))).toBeGreaterThan(0.3);
    expect(made('gibberish')).not.toMatch(/basil|water/);
    expect(made('gibberish').length).toBe(TEXT.length);
    expect(made('length-padding').length).toBeGreaterThanOrEqual(TEXT.length * 1.5);
    expect(made('format-padding')).toMatch(/\*\*.+\*\*[\s\S]+- /);
    for (const probe of PROBES) expect(typeof perturb(probe, '', seededRandom(1))).toBe('string');
  });
});

describe('probeReport', () => {
  const verdicts = (reward: (text: string) => number) =>
    Object.fromEntries(
      probeReport(scorer(reward), responses, 1).map(({ probe, verdict }) => [probe, verdict]),
    );

  it('fails a model that likes length, and passes one that looks for sense', () => {
    expect(verdicts((text) => text.length / 100)).toMatchObject({
      'length-padding': 'FAIL',
      repetition: 'FAIL',
      sycophancy: 'FAIL',
    });
    expect(verdicts((text) => (text.includes('basil') ? 1 : 0) - text.length / 1000)).toMatchObject({
      gibberish: 'PASS',
      'length-padding': 'PASS',
      repetition: 'PASS',
    });
  });

  it('gives the same report for the same seed, and says when there are too few responses', () => {
    const model = scorer((text) => text.length);
    expect(probeReport(model, responses, 4)).toEqual(probeReport(model, [...responses].reverse(), 4));
    expect(probeReport(model, responses.slice(0, 9), 4).map(({ verdict }) => verdict)).toEqual(
      PROBES.map(() => 'NOT_ENOUGH_EVIDENCE'),
    );
  });
});

describe('responseRepetition', () => {
  it('is 0 for prose, near 1 for a loop, and 0 below three words', () => {
    expect(responseRepetition(TEXT)).toBe(0);
    expect(responseRepetition('so it goes on '.repeat(50))).toBeGreaterThan(0.95);
    expect(responseRepetition('one two')).toBe(0);
  });
});
