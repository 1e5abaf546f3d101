import type { AnnotatorBehaviour } from './simulated-annotator';
import type { DemoPerson } from './types';

/** An annotator of the demo, with the share of the work that they take on. */
export interface DemoAnnotator extends DemoPerson {
  role: 'annotator';
  behaviour: AnnotatorBehaviour;
  /** Relative number of labels. */
  share: number;
}

/** The drifter changes at this label of his own; `drawLabels` gives him about twice as many. */
export const DRIFTER_KEY = 'viktor';
export const DRIFTER_CHANGE_AT_LABEL = 180;

export const DEMO_ANNOTATORS: DemoAnnotator[] = [
  annotator(
    'maren',
    'Maren Oyelaran',
    { kind: 'careful' },
    1.05,
    'Reads everything twice and writes down why.',
  ),
  annotator('tomas', 'Tomás Brandt', { kind: 'ordinary' }, 1, 'Labels every morning before lunch.'),
  annotator(
    'aiko',
    'Aiko Lindqvist',
    { kind: 'ordinary' },
    1,
    'Joined for the code comparisons, does all of them.',
  ),
  annotator('samir', 'Samir Kowalczyk', { kind: 'ordinary' }, 0.95, 'Part-time, steady.'),
  annotator(
    'nadia',
    'Nadia Fontaine',
    { kind: 'ordinary' },
    0.95,
    'Asks good questions about the guidelines.',
  ),
  annotator('piet', 'Piet Abara', { kind: 'hasty' }, 0.75, 'Fastest on the team.'),
  annotator('lucia', 'Lucía Haugen', { kind: 'left-clicker' }, 0.75, 'Has worked on search rankings before.'),
  annotator(
    DRIFTER_KEY,
    'Viktor Sauer',
    { kind: 'drifter', changeAtLabel: DRIFTER_CHANGE_AT_LABEL },
    2.7,
    'Took on extra hours half-way through the batch.',
  ),
];

export const DEMO_STAFF: DemoPerson[] = [
  {
    key: 'farah',
    name: 'Farah Haddad',
    email: 'lead@example.org',
    role: 'lead',
    behaviour: null,
    about: 'Leads the project: answers for the quality of its labels.',
  },
  {
    key: 'jonas',
    name: 'Jonas Weber',
    email: 'admin@example.org',
    role: 'admin',
    behaviour: null,
    about: 'Runs the training and the policies.',
  },
];

function annotator(
  key: string,
  name: string,
  behaviour: AnnotatorBehaviour,
  share: number,
  about: string,
): DemoAnnotator {
  return { key, name, email: `${key}@example.org`, role: 'annotator', behaviour, share, about };
}
