import { z } from 'zod';
import { setting } from '#lib/env';
import { ConcordError } from '#lib/errors';

/** Where a run trains, and what comes of it. */
export const engineChoice = z.object({
  /** local: the embedded trainer, in the worker. ray: a base model, tuned on a Ray cluster. */
  engine: z.enum(['local', 'ray']).default('local'),
  /** reward: a reward model. dpo: a language model that has learned the preferences itself; on a cluster only. */
  task: z.enum(['reward', 'dpo']).default('reward'),
  baseModel: z
    .string()
    .trim()
    .max(200)
    .transform((name) => name || undefined)
    .optional(),
});

export type EngineChoice = z.output<typeof engineChoice>;

/** The cluster that runs can be trained on here; null where none is set up. */
export const cluster = (): { baseModel: string } | null =>
  setting('RAY_ADDRESS') === undefined ? null : { baseModel: setting('RAY_BASE_MODEL') };

/** What is stored of the choice with the run's options. Throws where this installation can't do what was chosen. */
export function storedChoice({ engine, task, baseModel }: EngineChoice): object {
  if (engine === 'local') {
    if (task === 'dpo')
      throw new ConcordError('invalid_input', 'DPO tunes a language model: it needs the engine “ray”.');
    return {};
  }
  const there = cluster();
  if (!there) throw new ConcordError('invalid_input', 'No Ray cluster is set up here (RAY_ADDRESS).');
  return { task, baseModel: baseModel ?? there.baseModel };
}
