import { z } from 'zod';
import { DEFAULT_TRAINING_OPTIONS, type TrainingOptions } from '#lib/reward-model/training-options';

/**
 * What may be chosen about a training, with the defaults. Stored with the run, so that a run can be read, compared and
 * repeated; a run from before a choice existed has trained by its default.
 */
export const trainingChoices = z.object({
  /** Passes over the training pairs at most. */
  epochs: z.coerce.number().int().min(1).max(100).default(12),
  /** How single labels become soft labels: see lib/reward-model/trusted-labels. */
  trust: z.enum(['posterior', 'weights', 'uniform']).default('posterior'),
  ties: z.enum(['half', 'leave-out']).default('half'),
  /** Whether stated strength asks for a distance between the rewards. */
  margin: z.enum(['none', 'strength']).default('none'),
  lengthControl: z.enum(['none', 'residual']).default('none'),
  /** Coefficient of the squared sum of a pair's rewards, which keeps rewards around zero. */
  centring: z.coerce.number().min(0).max(1).default(0.01),
  /** Percent of the pairs that are never trained on. */
  heldOut: z.coerce.number().int().min(10).max(50).default(20),
});

export type TrainingChoices = z.output<typeof trainingChoices>;

/** The choices of a stored run. */
export const readChoices = (stored: unknown): TrainingChoices => trainingChoices.parse(stored ?? {});

/** Words for the form, the run page and the model card. */
export const CHOICE_WORDS = {
  trust: {
    posterior: 'by who is right how often',
    weights: 'weighed by each annotator’s errors',
    uniform: 'every label the same',
  },
  ties: { half: 'half for each side', 'leave-out': 'left out' },
  margin: { none: 'none', strength: 'from stated strength' },
  lengthControl: { none: 'none', residual: 'length taken out' },
} as const;

/** The trainer's options for what was chosen. */
export function trainerOptions(choices: TrainingChoices): TrainingOptions {
  const { epochs, centring, lengthControl, heldOut } = choices;
  const shares = { ...DEFAULT_TRAINING_OPTIONS.shares, heldOut: heldOut / 100 };
  return {
    ...DEFAULT_TRAINING_OPTIONS,
    epochs,
    epochsWithoutValidation: epochs,
    centring,
    lengthControl,
    shares,
  };
}
