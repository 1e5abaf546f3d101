import { z } from 'zod';

const batch = z.object({ number: z.number().int(), name: z.string() });
const verdict = z.enum(['PASS', 'FAIL', 'NOT_ENOUGH_EVIDENCE']);
const annotator = z.object({ id: z.number().int(), name: z.string() });
const alert = z.object({ id: z.number().int(), title: z.string(), sentence: z.string(), address: z.url() });

/** Everything that webhooks are told, with what each says. Names and shapes are a promise to programs elsewhere. */
export const EVENT_TYPES = {
  'gate.changed': {
    meaning: 'The gate of a batch says something else than before.',
    data: z.object({
      batch,
      from: verdict.nullable(),
      to: verdict,
      passed: z.boolean(),
      policyVersion: z.number().int(),
      lastSequence: z.number().int(),
      address: z.url(),
    }),
  },
  'run.finished': {
    meaning: 'A training run succeeded, failed or was cancelled.',
    data: z.object({
      run: z.number().int(),
      state: z.enum(['SUCCEEDED', 'FAILED', 'CANCELLED']),
      model: z.string().nullable(),
      snapshot: z.string(),
      message: z.string().nullable(),
      address: z.url(),
    }),
  },
  'run.released': {
    meaning: 'A run that the gate had blocked was let through and waits for a worker.',
    data: z.object({ run: z.number().int(), decision: z.number().int(), address: z.url() }),
  },
  'batch.ready': {
    meaning: 'Every label that was wanted in a batch is there and measured.',
    data: z.object({ batch, alert }),
  },
  'drift.alarm': {
    meaning: 'An annotator labels otherwise than before.',
    data: z.object({ batch, annotator, alert }),
  },
  'gold.failing': {
    meaning: 'An annotator misses known answers, by more than chance explains.',
    data: z.object({ batch, annotator, alert }),
  },
  'speed.alarm': {
    meaning: 'An annotator answers faster than one can read.',
    data: z.object({ batch, annotator, alert }),
  },
  'reward.drift': {
    meaning: 'A caller has other responses scored than the reward model was trained on.',
    data: z.object({
      model: z.string(),
      caller: z.string(),
      what: z.enum(['reward', 'length']),
      psi: z.number(),
      pValue: z.number(),
      requests: z.number().int(),
      alert,
    }),
  },
  'optimisation.warning': {
    meaning: 'A model that is optimised against a reward model should stop here.',
    data: z.object({
      optimisation: z.string(),
      model: z.string(),
      step: z.number().int(),
      kl: z.number(),
      sign: z.string(),
      alert,
    }),
  },
  'probe.failed': {
    meaning: 'A reward model rewards a cheap trick.',
    data: z.object({
      model: z.string(),
      probe: z.string(),
      change: z.number(),
      interval: z.tuple([z.number(), z.number()]),
      alert,
    }),
  },
  'alert.resolved': {
    meaning: 'An alert was resolved by a person, or its cause went away.',
    data: z.object({ alert, kind: z.string(), byPerson: z.boolean(), note: z.string() }),
  },
  'webhook.test': {
    meaning: 'Somebody pressed “Send a test”.',
    data: z.object({ message: z.string() }),
  },
} as const satisfies Record<string, { meaning: string; data: z.ZodType }>;

export type EventType = keyof typeof EVENT_TYPES;
export type EventData<T extends EventType> = z.infer<(typeof EVENT_TYPES)[T]['data']>;

/** Those that an endpoint can ask for; a test goes to whoever is tested. */
export type ChoosableEvent = Exclude<EventType, 'webhook.test'>;
export const CHOOSABLE_EVENTS = (Object.keys(EVENT_TYPES) as EventType[]).filter(
  (type): type is ChoosableEvent => type !== 'webhook.test',
);
