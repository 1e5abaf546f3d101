import { randomInt } from 'node:crypto';
import type { Queryable } from '#lib/db';
import { bOnTheLeft } from './choose-side';
import { type Pick, pickGolds, pickOpen, pickRepeats } from './pick-comparisons';
import type { ServingPlan } from './serving-plan';
import { type PlannedSlot, plannedSlots, type ServingState } from './serving-state';
import { repeatTurnsSides, type SlotKind } from './slot-kinds';

interface Annotator {
  id: number;
  cohort: string | null;
}

interface Lease {
  comparison_id: number;
  kind: SlotKind;
  round: number;
  slot: number;
  swapped: boolean;
}

/** Leases up to `count` comparisons of one batch to an annotator, as their schedule has it. Returns how many. */
export async function leaseFromBatch(
  tx: Queryable,
  annotator: Annotator,
  plan: ServingPlan & { kind: 'mixed' },
  state: ServingState,
  count: number,
): Promise<number> {
  const slots = plannedSlots(state, plan.goldRate(state.goldRate), count);
  const sides = new Sides(tx, annotator.id, state.lean);
  const golds = await pickGolds(tx, annotator.id, [state.batchId], slots.filter(is('GOLD')).length);
  const repeats = await pickRepeats(
    tx,
    annotator.id,
    state,
    Math.max(...slots.map((s) => s.slot)),
    slots.filter(is('REPEAT')).length,
  );
  const hidden = golds.length + repeats.length;
  const open = await pickOpen(tx, annotator, state, count - hidden);
  await sides.learn([...golds, ...open]);
  const leases: Lease[] = [];
  for (const { slot, kind } of slots) {
    // A gold or repeat that there is none of leaves its slot to an ordinary comparison.
    if (kind === 'GOLD' && golds.length) leases.push(firstLook(golds.shift()!, kind, slot, sides));
    else if (kind === 'REPEAT' && repeats.length) {
      const { comparisonId, round, swapped } = repeats.shift()!;
      const turned = repeatTurnsSides(state.secret, state.repeats++) ? !swapped : swapped;
      leases.push({ comparison_id: comparisonId, kind, round, slot, swapped: turned });
    } else {
      const pick = open.shift();
      // Without ordinary comparisons there is nothing to hide others among.
      if (!pick) break;
      leases.push(firstLook(pick, 'NORMAL', slot, sides));
      state.cursor = { priority: pick.priority, id: pick.comparisonId };
    }
  }
  await insertLeases(tx, annotator, state, leases, sides);
  return leases.length;
}

/** Leases golds and nothing else: a qualification round, or a retraining. */
export async function leaseGolds(
  tx: Queryable,
  annotator: Annotator,
  states: ServingState[],
  count: number,
): Promise<void> {
  if (!states.length) return;
  const golds = await pickGolds(
    tx,
    annotator.id,
    states.map((s) => s.batchId),
    count,
  );
  for (const state of states) {
    const own = golds.filter((gold) => gold.batchId === state.batchId);
    if (!own.length) continue;
    const sides = new Sides(tx, annotator.id, state.lean);
    await sides.learn(own);
    const slots = plannedSlots(state, 0, own.length);
    const leases = own.map((gold, i) => firstLook(gold, 'GOLD', slots[i]!.slot, sides));
    await insertLeases(tx, annotator, state, leases, sides);
  }
}

const is = (kind: SlotKind) => (slot: PlannedSlot) => slot.kind === kind;

const firstLook = (pick: Pick, kind: SlotKind, slot: number, sides: Sides): Lease => ({
  comparison_id: pick.comparisonId,
  kind,
  round: 0,
  slot,
  swapped: sides.choose(pick),
});

/** The leans that sides are chosen by, kept up to date while several are chosen in a row. */
class Sides {
  readonly pairs = new Map<string, { low: number; high: number; lean: number; change: number }>();
  lean: number;
  private readonly tx: Queryable;
  private readonly annotatorId: number;

  constructor(tx: Queryable, annotatorId: number, lean: number) {
    this.tx = tx;
    this.annotatorId = annotatorId;
    this.lean = lean;
  }

  /** Reads the leans of the pairs of sources that are about to be shown. */
  async learn(picks: Pick[]): Promise<void> {
    for (const { sourceA, sourceB } of picks) {
      if (sourceA === null || sourceB === null || sourceA === sourceB) continue;
      const [low, high] = sourceA < sourceB ? [sourceA, sourceB] : [sourceB, sourceA];
      this.pairs.set(`${low} ${high}`, { low, high, lean: 0, change: 0 });
    }
    if (!this.pairs.size) return;
    const pairs = [...this.pairs.values()];
    const { rows } = await this.tx.query<{ source_low: number; source_high: number; lean: number }>(
      `SELECT s.source_low, s.source_high, s.lean FROM unnest($2::int[], $3::int[]) AS p(low, high)
       JOIN side_lean s ON s.annotator_id = $1 AND s.source_low = p.low AND s.source_high = p.high`,
      [this.annotatorId, pairs.map((p) => p.low), pairs.map((p) => p.high)],
    );
    for (const row of rows) this.pairs.get(`${row.source_low} ${row.source_high}`)!.lean = row.lean;
  }

  choose({ sourceA, sourceB, comparisonLean }: Pick): boolean {
    const aIsLow = (sourceA ?? 0) < (sourceB ?? 0);
    const pair = this.pairs.get(aIsLow ? `${sourceA} ${sourceB}` : `${sourceB} ${sourceA}`);
    // The stored lean says how often the lower source was on the left; B's source is that one exactly if A's is not.
    const sources = pair ? (aIsLow ? -pair.lean : pair.lean) : 0;
    const swapped = bOnTheLeft(
      { annotator: this.lean, comparison: comparisonLean, sources },
      randomInt(2 ** 32) / 2 ** 32,
    );
    this.lean += swapped ? 1 : -1;
    if (pair) {
      const change = swapped === aIsLow ? -1 : 1;
      pair.lean += change;
      pair.change += change;
    }
    return swapped;
  }
}

/** Writes leases, the places they take, and where the annotator now stands, in one statement. */
async function insertLeases(
  tx: Queryable,
  annotator: Annotator,
  state: ServingState,
  leases: Lease[],
  sides: Sides,
): Promise<void> {
  if (!leases.length) return;
  const nextSlot = Math.max(state.nextSlot, ...leases.map((l) => l.slot + 1));
  const changed = [...sides.pairs.values()].filter((pair) => pair.change !== 0);
  await tx.query(
    `WITH given AS (
       SELECT * FROM jsonb_to_recordset($4::jsonb) AS g(comparison_id int, kind assignment_kind, round int, slot int, swapped boolean)
     ), taken AS (
       UPDATE comparison c SET places_taken = c.places_taken + 1, cohort_places = cohort_places_changed(c.cohort_places, ARRAY[$3::text], -1)
       FROM given g WHERE c.id = g.comparison_id AND g.kind = 'NORMAL' RETURNING c.id, c.cohort_places IS NOT NULL AS kept
     ), refilled AS (
       UPDATE assignment a SET slot = NULL FROM given g
       WHERE a.annotator_id = $1 AND a.batch_id = $2 AND a.slot = g.slot AND a.state IN ('SKIPPED', 'EXPIRED', 'RELEASED')
     ), stands AS (
       INSERT INTO serving (annotator_id, batch_id, secret, next_slot, repeats, lean, cursor_priority, cursor_id, cursor_version)
       VALUES ($1, $2, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (annotator_id, batch_id) DO UPDATE SET next_slot = excluded.next_slot, repeats = excluded.repeats, lean = excluded.lean,
         cursor_priority = excluded.cursor_priority, cursor_id = excluded.cursor_id, cursor_version = excluded.cursor_version
     ), leaned AS (
       INSERT INTO side_lean (annotator_id, source_low, source_high, lean) SELECT $1, p.low, p.high, p.change FROM unnest($12::int[], $13::int[], $14::int[]) AS p(low, high, change)
       ON CONFLICT (annotator_id, source_low, source_high) DO UPDATE SET lean = side_lean.lean + excluded.lean
     )
     INSERT INTO assignment (batch_id, comparison_id, annotator_id, round, kind, slot, swapped, cohort, leased_at, lease_expires_at)
     SELECT $2, g.comparison_id, $1, g.round, g.kind, g.slot, g.swapped, CASE WHEN t.kept THEN $3::text END, clock_timestamp(), now() + make_interval(secs => $15)
     FROM given g LEFT JOIN taken t ON t.id = g.comparison_id ORDER BY g.slot`,
    [
      annotator.id,
      state.batchId,
      annotator.cohort,
      JSON.stringify(leases),
      state.secret,
      nextSlot,
      state.repeats,
      sides.lean,
      state.cursor?.priority ?? null,
      state.cursor?.id ?? null,
      state.placesVersion,
      changed.map((pair) => pair.low),
      changed.map((pair) => pair.high),
      changed.map((pair) => pair.change),
      state.leaseSeconds,
    ],
  );
}
