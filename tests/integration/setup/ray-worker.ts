import { trainOnRay } from '#jobs/engines/ray-engine';
import { trainRun } from '#lib/training/train-run';

/** A worker that watches one run on the cluster, to be killed in the middle of it. */
await trainRun(process.argv[2]!, trainOnRay);
process.exit(0);
