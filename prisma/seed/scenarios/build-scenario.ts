import { drawComparisons } from '../demo/draw-comparisons';
import { drawLabels } from '../demo/draw-labels';
import { GUIDELINE_V1 } from '../demo/guidelines';
import type { DemoAnnotator } from '../demo/people';
import { ALL_TOPICS } from '../demo/prompts/all-prompts';
import type { AnnotatorBehaviour } from '../demo/simulated-annotator';
import { DEMO_SOURCES } from '../demo/sources';
import type { DemoScenario } from '../demo/types';
import { SCENARIO_DAYS } from '../demo/working-hours';

const DAY_MS = 86_400_000;
const SEED = 42;

/** The label of his own after which the one who drifts begins to guess. */
export const DRIFT_AFTER_LABEL = 200;

interface Story {
  /** What the scenario shows, in one sentence, for the project's page and the command's help. */
  about: string;
  /** One annotator who is unlike the seven others; null when the fault is in the guideline. */
  odd: { name: string; behaviour: AnnotatorBehaviour; share: number } | null;
  /** A tag about which the guideline is silent: there everyone follows a settled opinion of their own. */
  silentOn?: string;
}

/** The named scenarios: each has one thing wrong, and the pages must tell which. */
export const SCENARIOS = {
  'drifted-annotator': {
    about: `Seven steady annotators and one, Viktor Sauer, who mostly guesses after ${DRIFT_AFTER_LABEL} labels.`,
    odd: {
      name: 'Viktor Sauer',
      behaviour: { kind: 'drifter', changeAtLabel: DRIFT_AFTER_LABEL },
      share: 2.5,
    },
  },
  'left-clicker': {
    about: 'Seven annotators without a side and one, Lucía Haugen, who favours the response on the left.',
    odd: { name: 'Lucía Haugen', behaviour: { kind: 'left-clicker' }, share: 1.2 },
  },
  'guideline-gap': {
    about: 'Eight careful annotators, and a guideline that says nothing about health questions.',
    odd: null,
    silentOn: 'health',
  },
} as const satisfies Record<string, Story>;

/** A scenario that goes on after the labels: a reward model is trained, and a language model learns to please it. */
export const WATCHED_SCENARIO = 'reward-hacking';
const WATCHED: Story = {
  about:
    'Eight careful annotators, a reward model of their labels, and a language model that learns to please it.',
  odd: null,
};

export type ScenarioName = keyof typeof SCENARIOS;

const STEADY = [
  'Maren Oyelaran',
  'Tomás Brandt',
  'Aiko Lindqvist',
  'Samir Kowalczyk',
  'Nadia Fontaine',
  'Piet Abara',
  'Ines Calloway',
  'Bram Okafor',
];

/** A scenario as plain data, six weeks that end at `now`: the same name and clock give the same one. */
export function buildScenario(name: ScenarioName | typeof WATCHED_SCENARIO, now: Date): DemoScenario {
  const { odd, about, silentOn }: Story = name === WATCHED_SCENARIO ? WATCHED : SCENARIOS[name];
  const steady = STEADY.slice(0, odd ? 7 : 8).map((person, k) =>
    annotator(person, { kind: k % 3 === 0 ? 'careful' : 'ordinary' }, 1),
  );
  const annotators = odd ? [...steady, annotator(odd.name, odd.behaviour, odd.share)] : steady;
  const comparisons = drawComparisons(ALL_TOPICS, SEED);
  const start = (Math.floor(now.getTime() / DAY_MS) - SCENARIO_DAYS) * DAY_MS;
  const guidelineVersions = [
    {
      version: 1,
      title: 'First version',
      body: GUIDELINE_V1,
      changeNote: 'First version.',
      effectiveFrom: new Date(start),
    },
  ];
  return {
    seed: SEED,
    project: { slug: name, name: titleOf(name), description: `${about} **Simulated.**` },
    batch: { name: 'Batch 1', targetOverlap: 3 },
    guidelineVersions,
    sources: DEMO_SOURCES.map(({ key, name, description }) => ({ key, name, description })),
    people: annotators,
    comparisons,
    labels: drawLabels({
      ...{ comparisons, annotators, guidelineVersions, now, seed: SEED, silentOn, complete: true },
    }),
  };
}

const titleOf = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replace('-', ' ');

function annotator(name: string, behaviour: AnnotatorBehaviour, share: number): DemoAnnotator {
  const key = name.split(' ')[0]!.normalize('NFD').replace(/\W/g, '').toLowerCase();
  return { key, name, email: '', role: 'annotator', behaviour, share, about: '' };
}
