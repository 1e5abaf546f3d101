import type { Queryable } from '#lib/db';
import { CYCLE, cycleKinds, type SlotKind } from './slot-kinds';

/** An open batch that an annotator may label in, and where they stand in it. */
export interface ServingState {
  batchId: string;
  leaseSeconds: number;
  goldRate: number;
  repeatRate: number;
  placesVersion: number;
  secret: string;
  nextSlot: number;
  repeats: number;
  lean: number;
  cursor: { priority: number; id: number } | null;
  /** Slots whose comparison was given back, oldest first. */
  freedSlots: number[];
}

/** The open batches of the annotator's project that are not kept from their cohort, most urgent first. */
export async function servingStates(
  tx: Queryable,
  annotatorId: number,
  projectId: string,
  cohort: string | null,
): Promise<ServingState[]> {
  const { rows } = await tx.query<{
    batch_id: string;
    lease_seconds: number;
    gold_rate: number;
    repeat_rate: number;
    places_version: number;
    secret: string;
    next_slot: number;
    repeats: number;
    lean: number;
    cursor_priority: number | null;
    cursor_id: number | null;
    freed: number[] | null;
  }>(
    // A first look at a batch gets its secret here, so that what is planned now is what is written at the end.
    `SELECT b.id AS batch_id, b.lease_seconds, b.gold_rate, b.repeat_rate, b.places_version,
            coalesce(s.secret, gen_random_uuid()) AS secret, coalesce(s.next_slot, 0) AS next_slot, coalesce(s.repeats, 0) AS repeats, coalesce(s.lean, 0) AS lean,
            CASE WHEN s.cursor_version = b.places_version THEN s.cursor_priority END AS cursor_priority,
            CASE WHEN s.cursor_version = b.places_version THEN s.cursor_id END AS cursor_id,
            (SELECT array_agg(a.slot ORDER BY a.slot) FROM assignment a
             WHERE a.annotator_id = $1 AND a.batch_id = b.id AND a.slot IS NOT NULL AND a.state IN ('SKIPPED', 'EXPIRED', 'RELEASED')) AS freed
     FROM batch b LEFT JOIN serving s ON s.batch_id = b.id AND s.annotator_id = $1
     WHERE b.project_id = $2 AND b.status = 'OPEN' AND (cardinality(b.cohorts) = 0 OR $3 = ANY (b.cohorts))
     ORDER BY b.priority DESC, b.number`,
    [annotatorId, projectId, cohort],
  );
  return rows.map((row) => ({
    batchId: row.batch_id,
    leaseSeconds: row.lease_seconds,
    goldRate: row.gold_rate,
    repeatRate: row.repeat_rate,
    placesVersion: row.places_version,
    secret: row.secret,
    nextSlot: row.next_slot,
    repeats: row.repeats,
    lean: row.lean,
    cursor:
      row.cursor_priority === null || row.cursor_id === null
        ? null
        : { priority: row.cursor_priority, id: row.cursor_id },
    freedSlots: row.freed ?? [],
  }));
}

/** A slot that is to be filled, and what with. */
export interface PlannedSlot {
  slot: number;
  kind: SlotKind;
}

/** The next `count` slots: first those that were given back, so that skipping changes no rate, then new ones. */
export function plannedSlots(
  state: Pick<ServingState, 'secret' | 'nextSlot' | 'freedSlots' | 'repeatRate'>,
  goldRate: number,
  count: number,
): PlannedSlot[] {
  const rates = { gold: goldRate, repeat: Math.min(0.2, state.repeatRate) };
  const cycles = new Map<number, SlotKind[]>();
  const kindOf = (slot: number): SlotKind => {
    const cycle = Math.floor(slot / CYCLE);
    const kinds = cycles.get(cycle) ?? cycleKinds(state.secret, cycle, rates);
    cycles.set(cycle, kinds);
    return kinds[slot % CYCLE]!;
  };
  const slots = state.freedSlots.slice(0, count);
  for (let slot = state.nextSlot; slots.length < count; slot++) slots.push(slot);
  return slots.map((slot) => ({ slot, kind: kindOf(slot) }));
}
