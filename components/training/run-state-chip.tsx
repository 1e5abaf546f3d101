import { Chip, type ChipTone } from '../ui/chip';
import type { IconName } from '../ui/icon';

export type RunState = 'BLOCKED' | 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

const LOOK: Record<RunState, { word: string; tone: ChipTone; icon?: IconName; dot?: boolean }> = {
  // Blocked is not an error: the gate holds it, and it releases itself.
  BLOCKED: { word: 'Blocked', tone: 'strong', icon: 'lock' },
  QUEUED: { word: 'Queued', tone: 'plain', icon: 'history' },
  RUNNING: { word: 'Running', tone: 'accent', dot: true },
  SUCCEEDED: { word: 'Trained', tone: 'pass', icon: 'check' },
  FAILED: { word: 'Failed', tone: 'fail' },
  CANCELLED: { word: 'Cancelled', tone: 'quiet' },
};

export function RunStateChip({ state }: { state: RunState }) {
  const { word, ...look } = LOOK[state];
  return <Chip {...look}>{word}</Chip>;
}
