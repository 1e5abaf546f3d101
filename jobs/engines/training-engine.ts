/** Where a training run trains. The gate has decided before any engine hears of a run. */
export interface TrainingEngine {
  name: 'local' | 'ray';
  /**
   * Takes a queued run, or one that an engine of this kind had when its worker died, to its end. Safe to call again at any point.
   * Resolves when the queue may go on: at the end for work that is done here, at once for work that is only watched.
   */
  take(runId: string): Promise<void>;
}
