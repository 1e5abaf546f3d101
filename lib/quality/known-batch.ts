import { pool } from '#lib/db';
import { type BatchFacts, readBatchFacts, readGolds } from './batch-facts';
import { WITHDRAWN } from './choice-codes';
import type { GrowingLabels } from './growing-labels';
import { Measurement } from './measurement';
import { REVISION, readGrowingLabels, readLabelRows } from './read-batch-labels';
import { readVerdicts } from './read-verdicts';

/** Labels held in memory over all batches: about 40 bytes each, and as much again for their comparisons. */
const MOST_LABELS = 4_000_000;
const MOST_BATCHES = 32;

interface KnownBatch {
  lastSequence: number;
  labels: GrowingLabels;
  comparisons: BatchFacts['comparisons'];
}

/** Events after which the same labels count; of the comparisons they may change the known answer. */
const LEAVES_LABELS = /^(annotator|adjudications?|verdict|gold|guideline)-/;

/** The least recently measured batch first. */
const known = new Map<string, KnownBatch>();
const waiting = new Map<string, Promise<unknown>>();

/**
 * A batch's labels and facts as of a sequence number, ready to be measured. What an earlier measurement of this process
 * has read is kept, so that only what came since is read. Whatever else changed has a batch event, by which it is known
 * what to read again; all of it when labels were set aside or brought back. The result is the same either way.
 *
 * @param lastSequence must be committed.
 * @param hashed whether the labels' hash is wanted.
 */
export function measurementOf(
  batch: { id: string; projectId: string },
  lastSequence: number,
  hashed: boolean,
): Promise<Measurement> {
  const before = waiting.get(batch.id) ?? Promise.resolve();
  const turn = before.catch(() => {}).then(() => bringUpToDate(batch, lastSequence, hashed));
  waiting.set(batch.id, turn);
  const done = () => {
    if (waiting.get(batch.id) === turn) waiting.delete(batch.id);
  };
  turn.then(done, done);
  return turn;
}

/** Forgets every batch: the next measurement reads all of it again, as after a start. */
export const forgetBatches = (): void => known.clear();

async function bringUpToDate(
  batch: { id: string; projectId: string },
  lastSequence: number,
  hashed: boolean,
): Promise<Measurement> {
  const held = known.get(batch.id);
  // Until it is whole again nobody may use it: reading can fail half-way.
  known.delete(batch.id);
  const current = held && (await takeWhatCame(batch, held, lastSequence)) ? held : null;
  const [facts, labels, verdicts] = await Promise.all([
    readBatchFacts(batch.projectId, batch.id, current?.comparisons),
    current?.labels ?? readGrowingLabels(batch.id, lastSequence),
    readVerdicts(batch.id, lastSequence),
  ]);
  known.set(batch.id, { lastSequence, labels, comparisons: facts.comparisons });
  makeRoom();
  return new Measurement(labels.view(verdicts, hashed), facts);
}

/** Adds the labels that came since; false when something happened that needs a reading from scratch. */
async function takeWhatCame(batch: { id: string }, held: KnownBatch, lastSequence: number): Promise<boolean> {
  if (lastSequence < held.lastSequence) return false;
  if (lastSequence === held.lastSequence) return true;
  const { rows } = await pool().query<{ kind: string }>(
    'SELECT DISTINCT kind FROM batch_event WHERE batch_id = $1 AND sequence > $2 AND sequence <= $3',
    [batch.id, held.lastSequence, lastSequence],
  );
  if (rows.some(({ kind }) => !LEAVES_LABELS.test(kind))) return false;
  if (rows.length) await readGolds(batch.id, held.comparisons);
  const { labels } = held;
  let whole = true;
  await readLabelRows(batch.id, held.lastSequence, lastSequence, (row) => {
    if (!whole) return;
    // A revision of a label that is not here supersedes one that was set aside, or that was withdrawn.
    if (row[REVISION]! > 0 && !labels.remove(row[1]!, row[2]!, row[3]!) && labels.excludedBy.size > 0)
      whole = false;
    if (row[4] !== WITHDRAWN) labels.append(row);
  });
  return whole;
}

function makeRoom(): void {
  let held = 0;
  for (const { labels } of known.values()) held += labels.length;
  for (const [id, { labels }] of known) {
    if (known.size <= 1 || (held <= MOST_LABELS && known.size <= MOST_BATCHES)) return;
    held -= labels.length;
    known.delete(id);
  }
}
