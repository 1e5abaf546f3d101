-- The comparisons of one prompt are a click from the prompts that cost agreement.
CREATE INDEX "comparison_batch_id_prompt_hash_idx" ON "comparison"("batch_id", "prompt_hash");
