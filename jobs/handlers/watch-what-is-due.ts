import { transaction } from '#lib/db';
import { enqueue } from '#lib/queue/enqueue';
import { reviewTraffic } from '#lib/scoring/review-traffic';
import { modelsToWatch } from '#lib/scoring/watching';

/** Once an hour: traffic is held against the data, and models whose probes are a day old are probed anew. */
export async function handleWatchWhatIsDue(): Promise<void> {
  await reviewTraffic();
  for (const modelId of await modelsToWatch())
    await transaction((tx) => enqueue(tx, 'watch-model', { modelId }, modelId));
}
