-- CreateTable
CREATE TABLE "reward_model_alias" (
    "id" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "alias" TEXT NOT NULL,
    "model_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "set_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reward_model_alias_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "reward_model_alias_project_id_alias_id_idx" ON "reward_model_alias"("project_id", "alias", "id");

-- CreateIndex
CREATE UNIQUE INDEX "reward_model_id_project_id_key" ON "reward_model"("id", "project_id");

-- AddForeignKey
ALTER TABLE "reward_model_alias" ADD CONSTRAINT "reward_model_alias_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reward_model_alias" ADD CONSTRAINT "reward_model_alias_model_id_project_id_fkey" FOREIGN KEY ("model_id", "project_id") REFERENCES "reward_model"("id", "project_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE reward_model_alias ADD CONSTRAINT reward_model_alias_known CHECK (alias IN ('production', 'candidate'));

-- Which model answered under a name at any time stays known.
CREATE TRIGGER reward_model_alias_append_only BEFORE UPDATE OR DELETE ON reward_model_alias FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reward_model_alias_no_truncate BEFORE TRUNCATE ON reward_model_alias FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE CONSTRAINT TRIGGER reward_model_alias_unannounced AFTER INSERT ON reward_model_alias DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note_unannounced();
