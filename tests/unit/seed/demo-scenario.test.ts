import { describe, expect, it } from 'vitest';
import { buildDemoScenario, DEMO_SEED } from '#prisma/seed/demo/build-demo-scenario';
import { ALL_TOPICS } from '#prisma/seed/demo/prompts/all-prompts';
import { DEMO_SOURCES } from '#prisma/seed/demo/sources';
import type { DemoComparison } from '#prisma/seed/demo/types';

const NOW = new Date('2026-11-23T11:00:00Z');
const scenario = buildDemoScenario({ seed: DEMO_SEED, now: NOW });
const { comparisons, labels } = scenario;
const byId = new Map(comparisons.map((c) => [c.externalId, c]));
const words = (text: string) => text.split(/\s+/).filter(Boolean).length;
const promptOf = (c: DemoComparison) => JSON.stringify(c.prompt);
const responses = comparisons.flatMap((c) =>
  [c.responseA, c.responseB].map((r) => ({ prompt: promptOf(c), ...r })),
);
const share = <T>(values: T[], test: (value: T) => boolean) => values.filter(test).length / values.length;

describe('the prompts and responses of the demo', () => {
  it('cover twelve topics with at least 96 prompts, some of them conversations', () => {
    const prompts = ALL_TOPICS.flatMap((t) => t.prompts);
    expect(ALL_TOPICS).toHaveLength(12);
    expect(prompts.length).toBeGreaterThanOrEqual(96);
    expect(new Set(prompts.map((p) => p.turns.map((t) => t.text).join('\n'))).size).toBe(prompts.length);
    for (const p of prompts) {
      expect(p.turns.length % 2, p.id).toBe(1);
      expect(p.turns.at(-1)!.role, p.id).toBe('user');
      expect(p.caveat.length, p.id).toBeGreaterThan(20);
    }
    expect(prompts.filter((p) => p.turns.length >= 3).length).toBeGreaterThanOrEqual(10);
    expect(new Set(comparisons.map(promptOf)).size).toBe(prompts.length);
  });

  it('give each source its own text on a prompt, the same wherever it is compared', () => {
    const texts = new Map<string, string>();
    for (const r of responses) {
      const key = `${r.prompt} ${r.source}`;
      expect(texts.get(key) ?? r.text).toBe(r.text);
      texts.set(key, r.text);
    }
    const perPrompt = new Set(
      [...texts].map(([key, text]) => `${key.slice(0, key.lastIndexOf(' '))}${text}`),
    );
    expect(perPrompt.size).toBe(texts.size);
  });

  it('are of realistic length, and never name their source or leave a placeholder', () => {
    const lengths = responses.map((r) => words(r.text)).sort((a, b) => a - b);
    expect(share(lengths, (n) => n >= 30 && n <= 250)).toBeGreaterThan(0.85);
    expect(lengths[0]).toBeGreaterThanOrEqual(8);
    expect(lengths.at(-1)).toBeLessThanOrEqual(360);
    for (const r of responses) {
      expect(r.text).not.toMatch(/\bundefined\b|\{subject\}|^null$|\n{3}/m);
      for (const source of DEMO_SOURCES) expect(r.text).not.toContain(source.key);
      expect((r.text.match(/^```/gm) ?? []).length % 2, r.text).toBe(0);
    }
  });
});

describe('the comparisons of the demo', () => {
  it('pair different sources, once each, with topic and kind as tags', () => {
    expect(comparisons.length).toBeGreaterThanOrEqual(600);
    expect(new Set(comparisons.map((c) => c.externalId)).size).toBe(comparisons.length);
    const pairs = comparisons.map((c) => `${promptOf(c)} ${[c.responseA.source, c.responseB.source].sort()}`);
    expect(new Set(pairs).size).toBe(pairs.length);
    for (const c of comparisons) {
      expect(c.responseA.source).not.toBe(c.responseB.source);
      expect(c.tags.includes('multi-turn')).toBe(c.prompt.length >= 3);
      const shown = `${promptOf(c)}${c.responseA.text}${c.responseB.text}`;
      expect(c.tags.includes('code')).toBe(shown.includes('```'));
    }
    const first = share(comparisons, (c) => c.responseA.source < c.responseB.source);
    expect(Math.abs(first - 0.5)).toBeLessThan(2.6 * Math.sqrt(0.25 / comparisons.length));
  });

  it('hold golds whose answer is plain, spread over the whole batch', () => {
    const golds = comparisons.flatMap((c, i) => (c.gold ? [{ i, ...c.gold, ...c.simulation }] : []));
    expect(golds.length / comparisons.length).toBeCloseTo(0.08, 2);
    for (const g of golds) {
      expect(g.answer).toBe(g.qualityA > g.qualityB ? 'A' : 'B');
      expect(Math.abs(g.qualityA - g.qualityB)).toBeGreaterThan(1.35);
      expect(g.reason.length).toBeGreaterThan(20);
    }
    const gaps = golds.slice(1).map((g, k) => g.i - golds[k]!.i);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(14);
    expect(share(golds, (g) => g.answer === 'A')).toBeGreaterThan(0.3);
    expect(share(golds, (g) => g.answer === 'A')).toBeLessThan(0.7);
  });
});

describe('the labels of the demo', () => {
  it('are numerous, overlap at most threefold and leave something to do', () => {
    expect(labels.length).toBeGreaterThanOrEqual(1500);
    expect(labels.length).toBeLessThanOrEqual(1900);
    const overlap = new Map<string, Set<string>>();
    for (const l of labels.filter((x) => x.round === 1)) {
      const people = overlap.get(l.comparisonExternalId) ?? new Set();
      expect(people.has(l.annotator)).toBe(false);
      overlap.set(l.comparisonExternalId, people.add(l.annotator));
    }
    const counts = [...overlap.values()].map((people) => people.size);
    expect(Math.max(...counts)).toBe(3);
    expect(share(counts, (n) => n >= 2)).toBeGreaterThan(0.4);
    expect(overlap.size).toBeGreaterThanOrEqual(520);
    expect(overlap.size).toBeLessThan(comparisons.length);
  });

  it('run forward in time, in working hours, over six weeks that end at now', () => {
    const times = labels.map((l) => l.createdAt.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)!).toBeLessThanOrEqual(NOW.getTime());
    expect(times.at(-1)!).toBeGreaterThan(NOW.getTime() - 4 * 86_400_000);
    expect(times[0]!).toBeGreaterThan(NOW.getTime() - 43 * 86_400_000);
    for (const l of labels) {
      expect([0, 6]).not.toContain(l.createdAt.getUTCDay());
      expect(l.createdAt.getUTCHours()).toBeGreaterThanOrEqual(8);
      expect(l.createdAt.getUTCHours()).toBeLessThan(18);
      const version = scenario.guidelineVersions.findLast((v) => v.effectiveFrom <= l.createdAt)!;
      expect(l.guidelineVersion).toBe(version.version);
    }
  });

  it('hide repeats well after the first showing, every second one with its sides swapped', () => {
    const repeats = labels.filter((l) => l.round === 2);
    expect(repeats.length / labels.length).toBeGreaterThan(0.045);
    expect(repeats.length / labels.length).toBeLessThan(0.08);
    let swapped = 0;
    for (const repeat of repeats) {
      const own = labels.filter((l) => l.annotator === repeat.annotator);
      const first = own.find((l) => l.round === 1 && l.comparisonExternalId === repeat.comparisonExternalId)!;
      expect(own.indexOf(repeat) - own.indexOf(first)).toBeGreaterThanOrEqual(40);
      expect(byId.get(repeat.comparisonExternalId)!.gold).toBeNull();
      if (repeat.shownSwapped !== first.shownSwapped) swapped++;
    }
    expect(swapped / repeats.length).toBeCloseTo(0.5, 1);
  });

  it('say why in some cases, in words that hold whichever side a response stands on', () => {
    const rationales = labels.flatMap((l) => l.rationale ?? []);
    expect(rationales.length / labels.length).toBeGreaterThan(0.1);
    for (const text of rationales)
      expect(text).not.toMatch(/\b[AB]\b|\bleft\b|\bright (one|side|response)\b/);
    for (const l of labels) expect(l.reasons.length > 0).toBe(l.strength !== null);
  });

  it('show the sides at random', () => {
    const swapped = share(labels, (l) => l.shownSwapped);
    expect(Math.abs(swapped - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / labels.length));
  });
});

describe('buildDemoScenario', () => {
  it('says that it is simulated, and that its sources are invented', () => {
    expect(scenario.project.description).toMatch(/simulated/);
    for (const source of scenario.sources) expect(source.description).toMatch(/Invented for the demo/);
    for (const person of scenario.people) expect(person.email).toMatch(/@example\.org$/);
  });

  it('gives the same scenario for the same seed and clock', () => {
    expect(buildDemoScenario({ seed: DEMO_SEED, now: NOW })).toEqual(scenario);
    expect(buildDemoScenario({ seed: DEMO_SEED + 1, now: NOW }).labels).not.toEqual(labels);
  });

  it.each(['2026-11-21T03:00:00Z', '2026-11-22T22:00:00Z', '2027-02-28T00:30:00Z', '2028-03-01T15:00:00Z'])(
    'moves with the clock without changing an answer: %s',
    (iso) => {
      const now = new Date(iso);
      const moved = buildDemoScenario({ seed: DEMO_SEED, now });
      expect(moved.labels.at(-1)!.createdAt.getTime()).toBeLessThanOrEqual(now.getTime());
      expect(moved.comparisons).toEqual(comparisons);
      for (const { key } of scenario.people) {
        const answers = (of: typeof labels) =>
          of
            .filter((l) => l.annotator === key)
            .map((l) => `${l.comparisonExternalId} ${l.round} ${l.choice}`);
        expect(answers(moved.labels)).toEqual(answers(labels));
      }
    },
  );

  it('refuses a seed or a clock that is none', () => {
    expect(() => buildDemoScenario({ seed: Number.NaN, now: NOW })).toThrow(/^buildDemoScenario: the seed/);
    expect(() => buildDemoScenario({ seed: 1, now: new Date('soon') })).toThrow(/^buildDemoScenario: now/);
  });
});
