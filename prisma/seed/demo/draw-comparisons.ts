import { type Random, seededRandom } from '#lib/statistics/random';
import { composeResponse } from './compose-response';
import type { PromptMaterial, TopicMaterial } from './material';
import { DEMO_SOURCES } from './sources';
import type { DemoComparison, DemoGold, DemoResponse, Treatment } from './types';

const TREATMENTS: Treatment[] = ['complete', 'verbose', 'terse', 'hedging', 'flawed', 'off-track'];

/** How many of the fifteen possible pairs of sources each prompt contributes, on average. */
const PAIRS_PER_PROMPT = 7.5;
const GOLD_SHARE = 0.08;
/** How strongly pairs of similar quality are preferred: a pair loses a factor e in weight per 1 / CLOSENESS of gap. */
const CLOSENESS = 0.5;

/**
 * All comparisons of the batch in the order in which they are handed out: topics mixed, golds spread evenly, because
 * annotators notice when golds come in a row.
 */
export function drawComparisons(topics: TopicMaterial[], seed: number): DemoComparison[] {
  const random = seededRandom(seed);
  const drafts: { comparison: Omit<DemoComparison, 'externalId'>; clear: boolean }[] = [];
  let owed = 0;
  for (const { topic, prompts } of topics) {
    for (const material of prompts) {
      const responses = writeResponses(material, random);
      owed += PAIRS_PER_PROMPT;
      const take = Math.round(owed);
      owed -= take;
      for (const [first, second] of drawPairs(responses, take, random)) {
        const comparison = toComparison(topic, material, first, second);
        drafts.push({ comparison, clear: isClear(first, second) });
      }
    }
  }
  shuffle(drafts, random);
  const golds = drafts.filter((d) => d.clear).slice(0, Math.round(drafts.length * GOLD_SHARE));
  for (const draft of golds) draft.comparison.gold = goldOf(draft.comparison);
  const others = drafts.filter((d) => d.comparison.gold === null);
  const ordered = spread(golds, others);
  return ordered.map(({ comparison }, i) => ({
    externalId: `demo-${String(i + 1).padStart(4, '0')}`,
    ...comparison,
  }));
}

function writeResponses(material: PromptMaterial, random: Random): DemoResponse[] {
  const treatments = drawTreatments(random);
  return DEMO_SOURCES.map((source, i) => composeResponse(material, treatments[i]!, source, random));
}

/** All 720 ways to give each source another treatment, and how well each suits the leanings of the sources. */
const ASSIGNMENTS = permutations(TREATMENTS).map((treatments) => ({
  treatments,
  weight: Math.exp(treatments.reduce((sum, t, i) => sum + (DEMO_SOURCES[i]!.leanings[t] ?? 0), 0)),
}));
const TOTAL_WEIGHT = ASSIGNMENTS.reduce((sum, { weight }) => sum + weight, 0);

/** One treatment per source, each used once, so that the six texts differ; likelier the better it suits the sources. */
function drawTreatments(random: Random): Treatment[] {
  let rest = random.next() * TOTAL_WEIGHT;
  for (const { treatments, weight } of ASSIGNMENTS) {
    rest -= weight;
    if (rest < 0) return treatments;
  }
  return TREATMENTS;
}

function permutations<T>(values: T[]): T[][] {
  if (values.length <= 1) return [values];
  return values.flatMap((value, i) =>
    permutations([...values.slice(0, i), ...values.slice(i + 1)]).map((rest) => [value, ...rest]),
  );
}

/**
 * `count` different pairs, each in random stored order, so that "A" favours no source. Pairs of similar quality come
 * up more often, as in real batches, which are chosen so that a label teaches something.
 */
function drawPairs(responses: DemoResponse[], count: number, random: Random): [DemoResponse, DemoResponse][] {
  const pairs: { pair: [DemoResponse, DemoResponse]; key: number }[] = [];
  for (let i = 0; i < responses.length; i++)
    for (let j = i + 1; j < responses.length; j++) {
      const [first, second] = random.next() < 0.5 ? [i, j] : [j, i];
      const pair: [DemoResponse, DemoResponse] = [responses[first]!, responses[second]!];
      const gap = Math.abs(pair[0].quality - pair[1].quality);
      // Weighted sampling without replacement: the smallest exponential waiting times (Efraimidis & Spirakis 2006).
      pairs.push({ pair, key: -Math.log(1 - random.next()) * Math.exp(CLOSENESS * gap) });
    }
  return pairs
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ pair }) => pair);
}

function toComparison(
  topic: string,
  material: PromptMaterial,
  first: DemoResponse,
  second: DemoResponse,
): Omit<DemoComparison, 'externalId'> {
  return {
    prompt: material.turns,
    responseA: { source: first.source, text: first.text },
    responseB: { source: second.source, text: second.text },
    tags: [topic, ...kindsOf(material, first, second)],
    language: 'en',
    gold: null,
    simulation: {
      qualityA: first.quality,
      qualityB: second.quality,
      treatmentA: first.treatment,
      treatmentB: second.treatment,
    },
  };
}

/** What somebody who labels this comparison has to be able to read. */
function kindsOf(material: PromptMaterial, first: DemoResponse, second: DemoResponse): string[] {
  const kinds: string[] = [];
  const text = [...material.turns.map((turn) => turn.text), first.text, second.text].join('\n');
  if (text.includes('```')) kinds.push('code');
  if (/^\| ?-{3}/m.test(text)) kinds.push('table');
  if (material.turns.length >= 3) kinds.push('multi-turn');
  return kinds;
}

/** A gold needs one response that is right and one that is plainly not: nobody should have to think twice. */
function isClear(first: DemoResponse, second: DemoResponse): boolean {
  const better = first.quality > second.quality ? first : second;
  const worse = better === first ? second : first;
  return better.quality - worse.quality > 1.35 && better.quality > 0.6;
}

const GOLD_REASON: Record<Treatment, string> = {
  'off-track':
    'One response answers the question; the other refuses, breaks off or talks about something else (§2, on request).',
  flawed:
    'One response is right; the other gets the main point wrong and says so with confidence (§2, correct).',
  hedging: 'One response answers the question; the other commits to nothing (§2, complete).',
  terse: 'One response has everything that is needed (§2, complete).',
  verbose: 'One response has the same content without the padding (length is not quality).',
  complete: 'One response is right and complete (§2).',
};

function goldOf(comparison: Omit<DemoComparison, 'externalId'>): DemoGold {
  const { qualityA, qualityB, treatmentA, treatmentB } = comparison.simulation;
  const answer = qualityA > qualityB ? 'A' : 'B';
  return { answer, reason: GOLD_REASON[answer === 'A' ? treatmentB : treatmentA] };
}

/** The members of `few` at even distances among `many`. */
function spread<T>(few: T[], many: T[]): T[] {
  const keyed = [
    ...few.map((value, i) => ({ value, at: (i + 0.5) / few.length })),
    ...many.map((value, i) => ({ value, at: (i + 0.5) / many.length })),
  ];
  return keyed.sort((a, b) => a.at - b.at).map((entry) => entry.value);
}

export function shuffle<T>(values: T[], random: Random): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [values[i], values[j]] = [values[j]!, values[i]!];
  }
}
