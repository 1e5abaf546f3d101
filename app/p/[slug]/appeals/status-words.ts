import type { ChipTone } from '#components/ui/chip';
import type { IconName } from '#components/ui/icon';
import type { LifeCycleStatus } from '#lib/annotators/life-cycle-move';

/** A status in a word, for chips and lists. */
export const STATUS_LABEL: Record<LifeCycleStatus, string> = {
  QUALIFYING: 'Qualifying',
  PROBATION: 'Probation',
  ACTIVE: 'Active',
  PAUSED: 'Paused',
  RETRAINING: 'Retraining',
  REMOVED: 'Removed',
};

export const STATUS_LOOK: Record<LifeCycleStatus, { tone: ChipTone; icon?: IconName }> = {
  QUALIFYING: { tone: 'accent' },
  PROBATION: { tone: 'accent' },
  ACTIVE: { tone: 'plain' },
  PAUSED: { tone: 'quiet', icon: 'pause' },
  RETRAINING: { tone: 'quiet', icon: 'guide' },
  REMOVED: { tone: 'quiet', icon: 'lock' },
};

/** Where a lead can move somebody, and what that means. */
export const MOVES: { value: LifeCycleStatus; label: string }[] = [
  { value: 'ACTIVE', label: 'Active: labels as before' },
  { value: 'PROBATION', label: 'Probation: labels, with more golds' },
  { value: 'QUALIFYING', label: 'Another qualification round' },
  { value: 'RETRAINING', label: 'Retraining: golds and practice only' },
  { value: 'PAUSED', label: 'Paused: gets nothing to label' },
  { value: 'REMOVED', label: 'Removed from the crew' },
];
