-- How a model judged held-out comparisons, pair by pair: two models are compared on the ones that both were judged by.
ALTER TABLE "reward_model" ADD COLUMN "scores" JSONB;
