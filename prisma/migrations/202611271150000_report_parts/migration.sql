-- A report in parts: a page reads the one it draws. A part is one JSON value, or one per key (an annotator).
CREATE TABLE "quality_report_part" (
    "report_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL DEFAULT '',
    "data" JSONB NOT NULL,

    CONSTRAINT "quality_report_part_pkey" PRIMARY KEY ("report_id","name","key")
);

-- CreateTable
CREATE TABLE "live_figures" (
    "batch_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "last_sequence" BIGINT NOT NULL,
    "figures" JSONB NOT NULL,
    "measured_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "measured_ms" INTEGER NOT NULL,

    CONSTRAINT "live_figures_pkey" PRIMARY KEY ("batch_id")
);

-- CreateIndex
CREATE INDEX "live_figures_project_id_idx" ON "live_figures"("project_id");

-- AddForeignKey
ALTER TABLE "quality_report_part" ADD CONSTRAINT "quality_report_part_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "quality_report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "live_figures" ADD CONSTRAINT "live_figures_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The members table is a part now; a worker measures every batch again when it starts with a newer method.
ALTER TABLE "quality_report" DROP COLUMN "annotators";

-- Pages ask for a project's decisions on a report when old reports are cleared away.
CREATE INDEX "gate_decision_report_id_idx" ON "gate_decision"("report_id");
CREATE INDEX "quality_report_snapshot_id_idx" ON "quality_report"("snapshot_id");

-- Reports and snapshots that nothing was decided on are replaced by newer ones all day long. They may go; what a
-- decision refers to, and a batch's newest report, may not. Nobody edits any of them.
DROP TRIGGER quality_report_append_only ON quality_report;
DROP TRIGGER snapshot_append_only ON snapshot;
CREATE TRIGGER quality_report_append_only BEFORE UPDATE ON quality_report FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER snapshot_append_only BEFORE UPDATE ON snapshot FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER quality_report_part_append_only BEFORE UPDATE ON quality_report_part FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION keep_newest_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM quality_report r WHERE r.batch_id = OLD.batch_id
                   AND (r.last_sequence, r.method_version) > (OLD.last_sequence, OLD.method_version)) THEN
    RAISE EXCEPTION 'the newest report of a batch is kept' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER quality_report_keep_newest BEFORE DELETE ON quality_report FOR EACH ROW EXECUTE FUNCTION keep_newest_report();

CREATE TRIGGER live_figures_notify AFTER INSERT OR UPDATE ON live_figures FOR EACH ROW EXECUTE FUNCTION notify_page();
