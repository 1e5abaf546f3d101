-- How many comparisons of a batch have labels that differ, kept with the summaries: the explorer says it without counting.
CREATE TABLE "disagreement_count" (
    "batch_id" UUID NOT NULL,
    "comparisons" INTEGER NOT NULL,

    CONSTRAINT "disagreement_count_pkey" PRIMARY KEY ("batch_id")
);

-- AddForeignKey
ALTER TABLE "disagreement_count" ADD CONSTRAINT "disagreement_count_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO "disagreement_count" ("batch_id", "comparisons")
  SELECT "batch_id", count(*) FROM "comparison_summary" WHERE "split" GROUP BY "batch_id";
