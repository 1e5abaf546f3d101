import { describe, expect, it } from 'vitest';
import { buildDemoScenario, DEMO_SEED } from '#prisma/seed/demo/build-demo-scenario';

/**
 * What a model without any knowledge of the world can learn from the demo: words and word pairs of the responses,
 * weighed by logistic regression (Bradley–Terry, Adagrad) on the majority of the labels, tested on prompts it has not seen.
 */
const DIMENSIONS = 4096;
const scenario = buildDemoScenario({ seed: DEMO_SEED, now: new Date('2026-11-23T11:00:00Z') });

const votes = new Map<string, number>();
for (const l of scenario.labels)
  if (l.round === 1 && (l.choice === 'A' || l.choice === 'B'))
    votes.set(l.comparisonExternalId, (votes.get(l.comparisonExternalId) ?? 0) + (l.choice === 'A' ? 1 : -1));

const rows = scenario.comparisons
  .map((c) => ({
    prompt: JSON.stringify(c.prompt),
    a: features(c.responseA.text),
    b: features(c.responseB.text),
    longerIsA: c.responseA.text.length > c.responseB.text.length,
    gap: c.simulation.qualityA - c.simulation.qualityB,
    vote: votes.get(c.externalId) ?? 0,
  }))
  .filter((row) => row.vote !== 0);

describe('the labels of the demo', () => {
  const longer = rows.filter((r) => r.longerIsA === r.vote > 0).length / rows.length;
  const learnt = heldOutAccuracy();

  it('let style and completeness be learnt, but not everything', () => {
    expect(learnt).toBeGreaterThan(0.65);
    expect(learnt).toBeLessThan(0.82);
  });

  it('are no contest of length', () => {
    expect(longer).toBeGreaterThan(0.5);
    expect(longer).toBeLessThan(0.65);
    expect(learnt).toBeGreaterThan(longer + 0.05);
  });

  it('follow the quality that the responses show', () => {
    const followed = rows.filter((r) => r.gap > 0 === r.vote > 0).length / rows.length;
    expect(followed).toBeGreaterThan(0.8);
  });
});

/** Word and word-pair counts of a text, hashed (FNV-1a), damped and scaled to length 1. */
function features(text: string): Float64Array {
  const words = text.toLowerCase().match(/[\p{L}']+|\d+|[^\s\w]/gu) ?? [];
  const vector = new Float64Array(DIMENSIONS);
  words.forEach((word, i) => {
    for (const key of i > 0 ? [word, `${words[i - 1]} ${word}`] : [word]) {
      let hash = 0x811c9dc5;
      for (let k = 0; k < key.length; k++) hash = Math.imul(hash ^ key.charCodeAt(k), 0x01000193);
      vector[(hash >>> 0) % DIMENSIONS]!++;
    }
  });
  const logs = vector.map(Math.log1p);
  const norm = Math.sqrt(logs.reduce((sum, v) => sum + v * v, 0));
  return logs.map((v) => v / norm);
}

/** Share of decided comparisons called right by a model that was fitted on the other prompts, in four folds. */
function heldOutAccuracy(): number {
  const prompts = [...new Set(rows.map((r) => r.prompt))];
  const differences = rows.map(({ a, b }) => sparse(a.map((v, i) => v - b[i]!)));
  let right = 0;
  for (let fold = 0; fold < 4; fold++) {
    const held = new Set(prompts.filter((_, i) => i % 4 === fold));
    const weights = new Float64Array(DIMENSIONS);
    const squares = new Float64Array(DIMENSIONS).fill(1e-6);
    for (let pass = 0; pass < 10; pass++)
      rows.forEach(({ prompt, vote }, i) => {
        if (held.has(prompt)) return;
        const difference = differences[i]!;
        const error = 1 / (1 + Math.exp(-score(weights, difference))) - (vote > 0 ? 1 : 0);
        for (const [at, v] of difference) {
          squares[at]! += (error * v) ** 2;
          weights[at]! -= (0.2 * error * v) / Math.sqrt(squares[at]!);
        }
      });
    rows.forEach(({ prompt, vote }, i) => {
      if (held.has(prompt) && score(weights, differences[i]!) > 0 === vote > 0) right++;
    });
  }
  return right / rows.length;
}

function sparse(vector: Float64Array): [at: number, value: number][] {
  return [...vector].flatMap((v, at): [number, number][] => (v === 0 ? [] : [[at, v]]));
}

function score(weights: Float64Array, difference: [number, number][]): number {
  return difference.reduce((sum, [at, v]) => sum + weights[at]! * v, 0);
}
