-- How many labels a comparison had when adaptive overlap last found its answer settled; it is looked at again when it has more.
ALTER TABLE "comparison" ADD COLUMN "settled_labels" INTEGER NOT NULL DEFAULT 0;
CREATE INDEX comparison_unsettled ON comparison (batch_id, id) WHERE places_taken >= places AND settled_labels < places_taken AND gold_choice IS NULL;
