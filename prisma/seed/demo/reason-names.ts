import type { DemoReason } from './types';

/** The reason chips of the demo's label form, by the scenario's reasons. */
export const REASON_NAMES: Record<DemoReason, string> = {
  correct: 'More correct',
  complete: 'More complete',
  'follows-request': 'Follows the request',
  clear: 'Clearer',
  concise: 'More concise',
  'better-code': 'Better code',
  safe: 'Safer',
};
