-- What a comparison's labels add up to as of a report, for the disagreements explorer.
CREATE TABLE "comparison_summary" (
    "comparison_id" INTEGER NOT NULL,
    "batch_id" UUID NOT NULL,
    "labels" SMALLINT NOT NULL,
    "votes_a" SMALLINT NOT NULL,
    "votes_tie" SMALLINT NOT NULL,
    "votes_b" SMALLINT NOT NULL,
    "votes_both_bad" SMALLINT NOT NULL,
    "split" BOOLEAN NOT NULL,
    "posterior_choice" "choice" NOT NULL,
    "posterior" REAL NOT NULL,
    "entropy" REAL NOT NULL,
    "strength_gap" SMALLINT NOT NULL,
    "completed_at" TIMESTAMPTZ(3) NOT NULL,
    "tags" TEXT[],
    "language" TEXT,
    "prompt_length" INTEGER NOT NULL,
    "source_a_id" INTEGER,
    "source_b_id" INTEGER,

    CONSTRAINT "comparison_summary_pkey" PRIMARY KEY ("comparison_id")
);

-- CreateIndex
CREATE INDEX "comparison_summary_batch_id_comparison_id_idx" ON "comparison_summary"("batch_id", "comparison_id");

-- CreateIndex
CREATE INDEX "comparison_summary_tags_idx" ON "comparison_summary" USING GIN ("tags");

-- AddForeignKey
ALTER TABLE "comparison_summary" ADD CONSTRAINT "comparison_summary_comparison_id_fkey" FOREIGN KEY ("comparison_id") REFERENCES "comparison"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The explorer walks these, most contested first; comparisons on which all agree are not in them.
CREATE INDEX "comparison_summary_entropy" ON "comparison_summary"("batch_id", "entropy" DESC, "comparison_id") WHERE "split";
CREATE INDEX "comparison_summary_strength" ON "comparison_summary"("batch_id", "strength_gap" DESC, "comparison_id") WHERE "split";

