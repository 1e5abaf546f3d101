-- What the whole label form records: choices by aspect, and a flag for what is harmful or broken; the flag goes with a skip, too.
ALTER TABLE "label" ADD COLUMN "aspects" JSONB NOT NULL DEFAULT '{}', ADD COLUMN "flag" JSONB;
ALTER TABLE "assignment" ADD COLUMN "flag" JSONB;

-- Keys, text size and layout of the labelling page go with the person, to every device.
ALTER TABLE "app_user" ADD COLUMN "annotation_settings" JSONB NOT NULL DEFAULT '{}';

-- Leads look for the few flagged ones among all labels.
CREATE INDEX "label_flagged" ON "label"("comparison_id") WHERE "flag" IS NOT NULL;
