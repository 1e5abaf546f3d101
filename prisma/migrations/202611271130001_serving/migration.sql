-- How a batch is handed out: adaptive overlap within a budget, and who it is reserved for.
ALTER TABLE "batch"
  ADD COLUMN "adaptive" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "most_overlap" INTEGER NOT NULL DEFAULT 5,
  ADD COLUMN "certainty" DOUBLE PRECISION NOT NULL DEFAULT 0.9,
  ADD COLUMN "label_budget" INTEGER,
  ADD COLUMN "cohorts" TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "cohort_overlap" JSONB,
  ADD COLUMN "places_version" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "comparison" ADD COLUMN "cohort_places" JSONB;
ALTER TABLE "assignment"
  ADD COLUMN "slot" INTEGER,
  ADD COLUMN "cohort" TEXT,
  ADD COLUMN "returns" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "serving" (
    "annotator_id" INTEGER NOT NULL,
    "batch_id" UUID NOT NULL,
    "secret" UUID NOT NULL DEFAULT gen_random_uuid(),
    "next_slot" INTEGER NOT NULL DEFAULT 0,
    "repeats" INTEGER NOT NULL DEFAULT 0,
    "lean" INTEGER NOT NULL DEFAULT 0,
    "cursor_priority" INTEGER,
    "cursor_id" INTEGER,
    "cursor_version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "serving_pkey" PRIMARY KEY ("annotator_id","batch_id")
);
CREATE TABLE "side_lean" (
    "annotator_id" INTEGER NOT NULL,
    "source_low" INTEGER NOT NULL,
    "source_high" INTEGER NOT NULL,
    "lean" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "side_lean_pkey" PRIMARY KEY ("annotator_id","source_low","source_high")
);
ALTER TABLE "serving" ADD CONSTRAINT "serving_annotator_id_fkey" FOREIGN KEY ("annotator_id") REFERENCES "annotator"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "serving" ADD CONSTRAINT "serving_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "side_lean" ADD CONSTRAINT "side_lean_annotator_id_fkey" FOREIGN KEY ("annotator_id") REFERENCES "annotator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE batch ADD CONSTRAINT batch_serving CHECK (most_overlap >= 1 AND certainty > 0.5 AND certainty < 1 AND (label_budget IS NULL OR label_budget >= 0) AND gold_rate <= 0.5 AND repeat_rate <= 0.2) NOT VALID;

-- Golds are handed out by a schedule of their own and take no places; open places are those of the other comparisons.
DROP INDEX comparison_open_places;
CREATE INDEX comparison_open_places ON comparison (batch_id, priority DESC, id) WHERE places_taken < places AND gold_choice IS NULL;
CREATE INDEX comparison_batch_golds ON comparison (batch_id, id) WHERE gold_choice IS NOT NULL;
-- Slots whose comparison was given back, until another comparison fills them.
CREATE INDEX assignment_freed_slots ON assignment (annotator_id, batch_id) WHERE slot IS NOT NULL AND state IN ('SKIPPED', 'EXPIRED', 'RELEASED');

-- The places that a comparison keeps for cohorts, `change` more or fewer of each one named (once per time it is named).
CREATE FUNCTION cohort_places_changed(places jsonb, cohorts text[], change integer) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN places IS NULL THEN NULL ELSE (
    SELECT jsonb_object_agg(key, value::int + change * coalesce(cardinality(array_positions(cohorts, key)), 0)) FROM jsonb_each_text(places)) END
$$;
