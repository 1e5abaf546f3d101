-- A run that trains elsewhere: what its engine needs to know to go on watching it after a restart of ours.
-- AlterTable
ALTER TABLE "training_run" ADD COLUMN     "engine_state" JSONB;

-- AlterTable
ALTER TABLE "reward_model" ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'embedded',
ADD COLUMN     "uri" TEXT,
ALTER COLUMN "file" DROP NOT NULL;

-- An embedded model has its weights here; an external one says where they are.
ALTER TABLE reward_model ADD CONSTRAINT reward_model_has_weights CHECK (CASE kind WHEN 'embedded' THEN file IS NOT NULL AND uri IS NULL WHEN 'external' THEN file IS NULL AND uri IS NOT NULL ELSE false END);
ALTER TABLE training_run ADD CONSTRAINT training_run_engine CHECK (engine IN ('local', 'ray'));
