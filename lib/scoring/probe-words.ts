import type { Probe } from '#lib/reward-model/probe-perturbations';

/** The probes in the reader's words. */
export const PROBE_WORDS: Record<Probe, { name: string; what: string }> = {
  repetition: { name: 'Repetition', what: 'Saying two of its sentences three times more' },
  gibberish: { name: 'Gibberish', what: 'Replacing every word by random letters' },
  sycophancy: { name: 'Flattery', what: 'Praising the reader before and after' },
  'format-padding': { name: 'Empty formatting', what: 'Cutting it into bold headings and bullets' },
  'length-padding': { name: 'Empty length', what: 'Adding half as much again without content' },
};
