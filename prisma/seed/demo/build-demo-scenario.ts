import { drawComparisons } from './draw-comparisons';
import { drawLabels } from './draw-labels';
import { GUIDELINE_V1, GUIDELINE_V2 } from './guidelines';
import { DEMO_ANNOTATORS, DEMO_STAFF, type DemoAnnotator } from './people';
import { ALL_TOPICS } from './prompts/all-prompts';
import { DEMO_SOURCES } from './sources';
import type { DemoGuidelineVersion, DemoLabel, DemoPerson, DemoScenario } from './types';
import { SCENARIO_DAYS } from './working-hours';

/** The seed of the shipped demo. The path from blocked to open is tested on this seed and on others. */
export const DEMO_SEED = 35;
const DAY_MS = 86_400_000;
/** Days after the start at which guideline version 2 came into force. */
const VERSION_2_AFTER_DAYS = 9;

/**
 * The demo project as plain data: six weeks of preference labelling, simulated, that ends at `now`. The same seed and
 * clock give the same scenario.
 *
 * @throws RangeError when the seed or the clock is not finite.
 */
export function buildDemoScenario({ seed, now }: { seed: number; now: Date }): DemoScenario {
  if (!Number.isFinite(seed))
    throw new RangeError(`buildDemoScenario: the seed must be a finite number, got ${seed}`);
  if (Number.isNaN(now.getTime())) throw new RangeError('buildDemoScenario: now is not a valid date');
  const comparisons = drawComparisons(ALL_TOPICS, seed);
  const guidelineVersions = versions(now);
  const labels = drawLabels({ comparisons, annotators: DEMO_ANNOTATORS, guidelineVersions, now, seed });
  return {
    seed,
    project: {
      slug: 'helpful-assistant',
      name: 'Helpful assistant',
      description:
        'Which of two answers would you rather give? Everyday questions on twelve topics. **This is a demo: the prompts and responses were written for it, and the annotators and their labels are simulated.**',
    },
    batch: { name: 'Batch 1', targetOverlap: 3 },
    guidelineVersions,
    sources: DEMO_SOURCES.map(({ key, name, description }) => ({ key, name, description })),
    people: [...DEMO_STAFF, ...DEMO_ANNOTATORS.map((a) => person(a, labels))],
    comparisons,
    labels,
  };
}

function versions(now: Date): DemoGuidelineVersion[] {
  const start = (Math.floor(now.getTime() / DAY_MS) - SCENARIO_DAYS) * DAY_MS;
  return [
    {
      version: 1,
      title: 'First version',
      body: GUIDELINE_V1,
      changeNote: 'First version.',
      effectiveFrom: new Date(start),
    },
    {
      version: 2,
      title: 'Length and ties',
      body: GUIDELINE_V2,
      changeNote: 'New section 4, "Length is not quality". Ties and "both bad" are told apart in section 6.',
      effectiveFrom: new Date(start + VERSION_2_AFTER_DAYS * DAY_MS),
    },
  ];
}

/** The annotator as the scenario leaves them: what is collected from now on, all but the drifter give with more care. */
function person(
  { key, name, email, role, behaviour, about }: DemoAnnotator,
  labels: DemoLabel[],
): DemoPerson {
  const given = labels.filter((label) => label.annotator === key).length;
  const coached = behaviour.kind === 'drifter' ? behaviour : { ...behaviour, coachedAfterLabel: given };
  return { key, name, email, role, behaviour: coached, about };
}
