import type { DemoSource, Treatment } from './types';

/** How a source sets out its answers, and which treatments it leans to (log weights). */
export interface SourceStyle extends DemoSource {
  list: 'bulleted' | 'numbered' | 'prose';
  leanings: Partial<Record<Treatment, number>>;
}

/** Six invented models. No source does the same thing every time, so that none can be recognised for certain. */
export const DEMO_SOURCES: SourceStyle[] = [
  {
    key: 'heron-7b',
    name: 'heron-7b',
    description: 'Invented for the demo. Usually answers first and completely, with bullet points.',
    list: 'bulleted',
    leanings: { complete: 2.4, terse: 0.9 },
  },
  {
    key: 'lupin-13b',
    name: 'lupin-13b',
    description: 'Invented for the demo. Solid answers in numbered steps, now and then too long.',
    list: 'numbered',
    leanings: { complete: 1.6, verbose: 1.2 },
  },
  {
    key: 'marten-8b',
    name: 'marten-8b',
    description: 'Invented for the demo. Knows a lot and says all of it, with headings.',
    list: 'bulleted',
    leanings: { verbose: 2, hedging: 0.6 },
  },
  {
    key: 'osprey-3b',
    name: 'osprey-3b',
    description: 'Invented for the demo. Brief, in plain sentences; sometimes confidently wrong.',
    list: 'prose',
    leanings: { terse: 1.9, flawed: 1 },
  },
  {
    key: 'alder-mini',
    name: 'alder-mini',
    description: 'Invented for the demo. Cautious; prefers "it depends" to an answer.',
    list: 'prose',
    leanings: { hedging: 1.7, 'off-track': 0.9 },
  },
  {
    key: 'juniper-1b',
    name: 'juniper-1b',
    description: 'Invented for the demo. Small and quick; loses the thread.',
    list: 'numbered',
    leanings: { flawed: 1.4, 'off-track': 1.6 },
  },
];
