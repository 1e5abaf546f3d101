/** The kinds of alert, in the reader's words. */
export const ALERT_KINDS = {
  drift: 'Drift',
  gold: 'Missed golds',
  speed: 'Too fast',
  ready: 'Batch ready',
  gate: 'Gate changed',
  webhook: 'Webhook off',
} as const;

export type AlertKind = keyof typeof ALERT_KINDS;
export const ALERT_KIND_NAMES = Object.keys(ALERT_KINDS) as [AlertKind, ...AlertKind[]];
