import { trainRun } from '#lib/training/train-run';
import type { TrainingEngine } from './training-engine';

/** The embedded trainer: in this worker, one run at a time. */
export const localEngine: TrainingEngine = { name: 'local', take: (runId) => trainRun(runId) };
