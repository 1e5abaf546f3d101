import type { Queryable } from '#lib/db';

/** A comparison that is to get places, and how many. */
export interface WantedPlaces {
  comparisonId: number;
  places: number;
  /** Whose places they are, where the comparison keeps places for cohorts. */
  cohort?: string | null;
}

/**
 * Opens places on comparisons of one batch, in front of the others. Where places are kept for cohorts and none is named,
 * the first cohort by name gets them. Annotators who had gone on beyond these comparisons look from the front again.
 */
export async function openPlaces(
  tx: Queryable,
  batchId: string,
  wanted: readonly WantedPlaces[],
  countAs: 'asked' | 'refilled',
): Promise<void> {
  if (!wanted.length) return;
  await tx.query(
    `UPDATE comparison c SET places = c.places + w.places, places_refilled = c.places_refilled + CASE WHEN $5 THEN w.places ELSE 0 END,
            priority = greatest(c.priority, 10),
            cohort_places = cohort_places_changed(c.cohort_places, array_fill(coalesce(w.cohort, (SELECT min(key) FROM jsonb_each(c.cohort_places))), ARRAY[w.places]), 1)
     FROM unnest($2::int[], $3::int[], $4::text[]) AS w(id, places, cohort) WHERE c.id = w.id AND c.batch_id = $1`,
    [
      batchId,
      wanted.map((w) => w.comparisonId),
      wanted.map((w) => w.places),
      wanted.map((w) => w.cohort ?? null),
      countAs === 'refilled',
    ],
  );
  await tx.query('UPDATE batch SET places_version = places_version + 1 WHERE id = $1', [batchId]);
}

/** Closes the free places of a comparison: nobody new is given it, leases that run may finish. */
export async function closeFreePlaces(tx: Queryable, comparisonId: number): Promise<void> {
  await tx.query(
    `UPDATE comparison c SET places = c.places_taken, places_refilled = least(c.places_refilled, c.places_taken),
            cohort_places = CASE WHEN c.cohort_places IS NOT NULL THEN (SELECT jsonb_object_agg(key, 0) FROM jsonb_each(c.cohort_places)) END
     WHERE c.id = $1 AND c.places > c.places_taken`,
    [comparisonId],
  );
}
