import type { AnnotatorStatus } from '#prisma/generated/enums';

/** What an annotator is served now. */
export type ServingPlan =
  | { kind: 'nothing' }
  /** Golds one after the other, until so many were given since the status began. */
  | { kind: 'golds-only'; most: number }
  | { kind: 'mixed'; goldRate: (rate: number) => number };

/** Golds that a qualification round, or a retraining, gives in all, where the project does not say. */
export const ROUND_OF_GOLDS = 20;

const PROBATION_FACTOR = 2;
const PROBATION_LEAST = 0.1;
const MOST = 0.5;

/** The one table from status to what is served; who moves from one status to another is decided elsewhere. */
export function servingPlan(status: AnnotatorStatus, roundOfGolds = ROUND_OF_GOLDS): ServingPlan {
  switch (status) {
    case 'QUALIFYING':
    case 'RETRAINING':
      return { kind: 'golds-only', most: roundOfGolds };
    case 'PROBATION':
      return {
        kind: 'mixed',
        goldRate: (rate) => Math.min(MOST, Math.max(PROBATION_LEAST, PROBATION_FACTOR * rate)),
      };
    case 'ACTIVE':
      return { kind: 'mixed', goldRate: (rate) => Math.min(MOST, rate) };
    case 'PAUSED':
    case 'REMOVED':
      return { kind: 'nothing' };
  }
}
