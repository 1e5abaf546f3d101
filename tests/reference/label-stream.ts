import { randomUUID } from 'node:crypto';
import { closeDatabase } from '#lib/db';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { recordLabel } from '#lib/labels/record-label';

/*
 * Annotators who label without a pause, as a process of their own: what a second web process does while the first has
 * its hands full. Arguments: a limit of labels, then the annotators' ids. Ends at the limit, on SIGTERM, or when nothing is
 * left to label, and prints how many labels were acknowledged.
 */
const [limit, ...annotatorIds] = process.argv.slice(2).map(Number);
let asked = true;
let labels = 0;
process.once('SIGTERM', () => {
  asked = false;
});

await Promise.all(
  annotatorIds.map(async (annotator) => {
    while (asked && labels < limit! && (await labelOne(annotator)));
  }),
);
await closeDatabase();
process.stdout.write(String(labels));

/** Everybody prefers the same response, whichever side it is shown on. */
async function labelOne(annotator: number): Promise<boolean> {
  const [shown] = await nextComparisons(annotator, 1);
  if (!shown) return false;
  await recordLabel(annotator, {
    assignmentId: shown.assignmentId,
    idempotencyKey: randomUUID(),
    choice: shown.left.startsWith('Answer one') ? 'A' : 'B',
    reasons: [],
  });
  labels++;
  return true;
}
