import { type Random, seededRandom } from '#lib/statistics/random';
import { shuffle } from './draw-comparisons';
import type { DemoAnnotator } from './people';
import { settledTaste, simulateChoice } from './simulated-annotator';
import type { DemoComparison, DemoGuidelineVersion, DemoLabel } from './types';
import { workingSessions } from './working-hours';

const TARGET_OVERLAP = 3;
/** Of the comparisons that are not gold: these shares get two and three labels, and these none yet. */
const TWO_LABELS = 0.16;
const THREE_LABELS = 0.39;
const NO_LABEL = 0.04;
const REPEAT_SHARE = 0.065;
/** How many times as strong a person's own taste is where no guideline holds it back. */
const OWN_OPINION = 8;
/** Labels of the same annotator between a comparison and its repeat, at least. */
const REPEAT_GAP = 40;

interface Showing {
  comparison: DemoComparison;
  round: 1 | 2;
  swapped: boolean;
}

/** Everything the annotators did in the six weeks before `now`, in the order in which they did it. */
export function drawLabels(input: {
  comparisons: DemoComparison[];
  annotators: DemoAnnotator[];
  guidelineVersions: DemoGuidelineVersion[];
  now: Date;
  seed: number;
  /** A tag about which the guideline is silent: opinions of its comparisons are settled, strong and everyone's own. */
  silentOn?: string;
  /** Every comparison has all of its labels; left out, the batch is half-way. */
  complete?: boolean;
}): DemoLabel[] {
  const { comparisons, annotators, guidelineVersions, now, seed, silentOn, complete = false } = input;
  const work = assign(comparisons, annotators, seededRandom(seed), complete);
  const labels = annotators.flatMap((annotator, i) => {
    // One stream per annotator: changing one of them leaves the others' labels as they are.
    const random = seededRandom(seed + 1000 * (i + 1));
    const showings = withRepeats(work.get(annotator.key)!, random);
    return labelAll(annotator, showings, { now, random, seed, guidelineVersions, silentOn });
  });
  return labels.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

/** Who labels what: each comparison goes to as many different annotators as its overlap says, by their shares. */
function assign(
  comparisons: DemoComparison[],
  annotators: DemoAnnotator[],
  random: Random,
  complete: boolean,
) {
  const work = new Map<string, DemoComparison[]>(annotators.map((a) => [a.key, []]));
  for (const comparison of comparisons) {
    const draw = random.next();
    const overlap =
      comparison.gold || complete
        ? TARGET_OVERLAP
        : draw < THREE_LABELS
          ? 3
          : draw < THREE_LABELS + TWO_LABELS
            ? 2
            : draw < 1 - NO_LABEL
              ? 1
              : 0;
    const free = [...annotators];
    for (let k = 0; k < overlap; k++) {
      let rest = random.next() * free.reduce((sum, a) => sum + a.share, 0);
      let chosen = 0;
      while (chosen < free.length - 1 && rest >= free[chosen]!.share) rest -= free[chosen++]!.share;
      work.get(free[chosen]!.key)!.push(comparison);
      free.splice(chosen, 1);
    }
  }
  return work;
}

/** The annotator's queue with hidden repeats dealt in, every second one with its sides swapped. */
function withRepeats(queue: DemoComparison[], random: Random): Showing[] {
  const showings: Showing[] = queue.map((comparison) => ({
    comparison,
    round: 1,
    swapped: random.next() < 0.5,
  }));
  const repeatable = showings
    .slice(0, Math.max(0, showings.length - REPEAT_GAP))
    .filter((s) => !s.comparison.gold);
  shuffle(repeatable, random);
  const repeats = repeatable.slice(0, Math.round((queue.length * REPEAT_SHARE) / (1 - REPEAT_SHARE)));
  repeats.forEach((first, i) => {
    const earliest = showings.indexOf(first) + REPEAT_GAP;
    const at = earliest + random.integer(showings.length - earliest + 1);
    showings.splice(at, 0, {
      comparison: first.comparison,
      round: 2,
      swapped: i % 2 === 0 ? !first.swapped : first.swapped,
    });
  });
  return showings;
}

function labelAll(
  annotator: DemoAnnotator,
  showings: Showing[],
  world: {
    now: Date;
    random: Random;
    seed: number;
    guidelineVersions: DemoGuidelineVersion[];
    silentOn?: string;
  },
): DemoLabel[] {
  const { now, random, seed, guidelineVersions, silentOn } = world;
  const sessions = workingSessions(now, random);
  let clock = 0;
  let session = -1;
  return showings.map((showing, i) => {
    const due = Math.floor((i * sessions.length) / showings.length);
    if (due !== session) {
      session = due;
      clock = sessions[due]!.getTime();
    }
    const { comparison } = showing;
    const answer = simulateChoice({
      behaviour: annotator.behaviour,
      ...comparison.simulation,
      shownSwapped: showing.swapped,
      labelNumber: i + 1,
      random,
      taste:
        settledTaste(seed, `${annotator.key}/${comparison.externalId}`, seededRandom) *
        (silentOn !== undefined && comparison.tags.includes(silentOn) ? OWN_OPINION : 1),
      words: wordCount(comparison.responseA.text) + wordCount(comparison.responseB.text),
    });
    // A label is given when it has been decided; the pause before the next one is the walk to the kettle.
    clock += answer.durationMs + 2_000 + random.integer(40_000);
    const createdAt = new Date(Math.round(clock));
    return {
      comparisonExternalId: comparison.externalId,
      annotator: annotator.key,
      choice: answer.choice,
      shownSwapped: showing.swapped,
      strength: answer.strength,
      rationale: answer.rationale,
      reasons: answer.reasons,
      durationMs: answer.durationMs,
      createdAt,
      round: showing.round,
      guidelineVersion: versionAt(guidelineVersions, createdAt),
    };
  });
}

function versionAt(versions: DemoGuidelineVersion[], at: Date): number {
  return versions.reduce((current, v) => (v.effectiveFrom <= at ? Math.max(current, v.version) : current), 1);
}

function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}
