/** The kinds of alert, in the reader's words. */
export const ALERT_KINDS = {
  drift: 'Drift',
  gold: 'Missed golds',
  speed: 'Too fast',
  ready: 'Batch ready',
  gate: 'Gate changed',
  'reward-drift': 'Other responses',
  optimisation: 'Stop optimising',
  probe: 'Probe failed',
  webhook: 'Webhook off',
} as const;

export type AlertKind = keyof typeof ALERT_KINDS;
export const ALERT_KIND_NAMES = Object.keys(ALERT_KINDS) as [AlertKind, ...AlertKind[]];

/** Those about reward models in use. */
export const WATCHING_KINDS: AlertKind[] = ['reward-drift', 'optimisation', 'probe'];
