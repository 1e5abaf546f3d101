-- A report is sealed by the program that measured it: what somebody else wrote into this table decides nothing.
-- AlterTable
ALTER TABLE "quality_report" ADD COLUMN     "seal" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "signing_key" (
    "id" TEXT NOT NULL,
    "public_key" JSONB NOT NULL,
    "sealed_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "signing_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "batch_gate" (
    "batch_id" UUID NOT NULL,
    "verdict" "verdict" NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "last_sequence" BIGINT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "batch_gate_pkey" PRIMARY KEY ("batch_id")
);

-- CreateTable
CREATE TABLE "webhook_endpoint" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "events" TEXT[],
    "sealed_secret" TEXT NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "failing_since" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "disabled_reason" TEXT NOT NULL DEFAULT '',
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_endpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_event" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "id" BIGSERIAL NOT NULL,
    "event_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'WAITING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "status" INTEGER,
    "error" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_attempt" (
    "delivery_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "status" INTEGER,
    "error" TEXT NOT NULL DEFAULT '',
    "response" TEXT NOT NULL DEFAULT '',
    "duration_ms" INTEGER NOT NULL,

    CONSTRAINT "webhook_attempt_pkey" PRIMARY KEY ("delivery_id","number")
);

-- CreateTable
CREATE TABLE "alert" (
    "id" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "batch_id" UUID,
    "kind" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "evidence" TEXT NOT NULL DEFAULT '',
    "raised_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" UUID,
    "resolved_note" TEXT NOT NULL DEFAULT '',
    "gone_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_preference" (
    "project_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "mailed" TEXT[],

    CONSTRAINT "alert_preference_pkey" PRIMARY KEY ("project_id","user_id")
);

-- CreateTable
CREATE TABLE "alert_mail" (
    "alert_id" BIGINT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "error" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "alert_mail_pkey" PRIMARY KEY ("alert_id","user_id")
);

-- CreateIndex
CREATE INDEX "webhook_endpoint_project_id_idx" ON "webhook_endpoint"("project_id");

-- CreateIndex
CREATE INDEX "webhook_event_project_id_created_at_idx" ON "webhook_event"("project_id", "created_at");

-- CreateIndex
CREATE INDEX "webhook_delivery_endpoint_id_id_idx" ON "webhook_delivery"("endpoint_id", "id");

-- CreateIndex
CREATE INDEX "webhook_delivery_event_id_idx" ON "webhook_delivery"("event_id");

-- CreateIndex
CREATE INDEX "alert_project_id_id_idx" ON "alert"("project_id", "id");

-- CreateIndex
CREATE INDEX "audit_event_project_id_action_id_idx" ON "audit_event"("project_id", "action", "id");

-- CreateIndex
CREATE INDEX "audit_event_project_id_actor_id_id_idx" ON "audit_event"("project_id", "actor_id", "id");

-- AddForeignKey
ALTER TABLE "batch_gate" ADD CONSTRAINT "batch_gate_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_endpoint" ADD CONSTRAINT "webhook_endpoint_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_event" ADD CONSTRAINT "webhook_event_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "webhook_event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "webhook_endpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_attempt" ADD CONSTRAINT "webhook_attempt_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "webhook_delivery"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_preference" ADD CONSTRAINT "alert_preference_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_preference" ADD CONSTRAINT "alert_preference_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_mail" ADD CONSTRAINT "alert_mail_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_mail" ADD CONSTRAINT "alert_mail_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One key signs at a time.
CREATE UNIQUE INDEX signing_key_one_current ON signing_key ((retired_at IS NULL)) WHERE retired_at IS NULL;

-- One alert per cause for as long as the cause lasts, resolved by a person or not.
CREATE UNIQUE INDEX alert_one_per_cause ON alert (project_id, cause) WHERE gone_at IS NULL;
CREATE INDEX alert_open ON alert (project_id) WHERE resolved_at IS NULL;
ALTER TABLE alert ADD CONSTRAINT alert_gone_is_resolved CHECK (gone_at IS NULL OR resolved_at IS NOT NULL);

CREATE INDEX webhook_delivery_due ON webhook_delivery (next_attempt_at) WHERE state = 'WAITING';
ALTER TABLE webhook_delivery ADD CONSTRAINT webhook_delivery_state CHECK (state IN ('WAITING', 'DELIVERED', 'FAILED') AND (state = 'WAITING') = (next_attempt_at IS NOT NULL));

-- What was said to others stays as it was said.
CREATE TRIGGER webhook_event_append_only BEFORE UPDATE OR DELETE ON webhook_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER webhook_event_no_truncate BEFORE TRUNCATE ON webhook_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER webhook_attempt_append_only BEFORE UPDATE OR DELETE ON webhook_attempt FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER webhook_attempt_no_truncate BEFORE TRUNCATE ON webhook_attempt FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER alert_notify AFTER INSERT OR UPDATE ON alert FOR EACH ROW EXECUTE FUNCTION notify_page();

-- An act that only SQL did leaves a trace too. The program writes its audit entry in the same transaction as the act;
-- when a policy, a run or its way past BLOCKED is committed without one, the database writes the entry itself.
CREATE FUNCTION note_unannounced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The audit log has one writer at a time until it commits: if this transaction wrote an entry, it is the project's last.
  IF EXISTS (SELECT 1 FROM (SELECT xmin AS writer FROM audit_event WHERE project_id = NEW.project_id ORDER BY id DESC LIMIT 1) e
             WHERE e.writer = pg_current_xact_id()::xid) THEN RETURN NULL; END IF;
  INSERT INTO audit_event (project_id, actor_kind, action, subject, data) VALUES (NEW.project_id, 'database', 'database.' || lower(TG_OP),
    replace(TG_TABLE_NAME, '_', '-') || ':' || NEW.id, jsonb_build_object('role', session_user, 'program', current_setting('application_name')));
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER policy_unannounced AFTER INSERT ON policy DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note_unannounced();
CREATE CONSTRAINT TRIGGER training_run_unannounced AFTER INSERT ON training_run DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note_unannounced();
CREATE CONSTRAINT TRIGGER training_run_let_through AFTER UPDATE ON training_run DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.state = 'BLOCKED' AND NEW.state NOT IN ('BLOCKED', 'CANCELLED')) EXECUTE FUNCTION note_unannounced();
CREATE CONSTRAINT TRIGGER reward_model_unannounced AFTER INSERT ON reward_model DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note_unannounced();
