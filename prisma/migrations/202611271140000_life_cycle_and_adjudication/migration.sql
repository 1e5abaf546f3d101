-- CreateEnum
CREATE TYPE "appeal_state" AS ENUM ('OPEN', 'GRANTED', 'DECLINED');

-- CreateEnum
CREATE TYPE "proposal_state" AS ENUM ('OPEN', 'ACCEPTED', 'DECLINED', 'LAPSED');

-- AlterTable
ALTER TABLE "comparison" ADD COLUMN "gold_sequence" BIGINT,
ADD COLUMN "practice" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "places_refilled" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "snapshot" ADD COLUMN "verdicts" INTEGER NOT NULL DEFAULT 0;

-- An adjudication belongs to a batch, because its verdict is part of what the batch's snapshots freeze.
ALTER TABLE "adjudication" ADD COLUMN "batch_id" UUID,
ADD COLUMN "reason" TEXT NOT NULL DEFAULT '',
ADD COLUMN "disagreement" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN "waits_for_labels" INTEGER,
ADD COLUMN "opened_sequence" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN "decided_sequence" BIGINT,
ADD COLUMN "withdrawn_sequence" BIGINT;
UPDATE "adjudication" j SET "batch_id" = c."batch_id", "decided_sequence" = CASE WHEN j."state" <> 'OPEN' THEN 0 END FROM "comparison" c WHERE c."id" = j."comparison_id";
ALTER TABLE "adjudication" ALTER COLUMN "batch_id" SET NOT NULL;

-- CreateTable
CREATE TABLE "guideline_note" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "comparison_id" INTEGER,
    "adjudication_id" UUID,
    "body" TEXT NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" UUID,
    "worked_into" INTEGER,

    CONSTRAINT "guideline_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "life_cycle_rules" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "rules" JSONB NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "life_cycle_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "annotator_move" (
    "id" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "annotator_id" INTEGER NOT NULL,
    "from_status" "annotator_status",
    "to_status" "annotator_status" NOT NULL,
    "cause" TEXT NOT NULL,
    "rule" TEXT,
    "rules_version" INTEGER,
    "sentence" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "figures" JSONB NOT NULL DEFAULT '{}',
    "after_label" BIGINT NOT NULL DEFAULT 0,
    "restarts_evidence" BOOLEAN NOT NULL DEFAULT false,
    "hold_golds" INTEGER NOT NULL DEFAULT 0,
    "hold_labels" INTEGER NOT NULL DEFAULT 0,
    "actor_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "annotator_move_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "life_cycle_proposal" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "annotator_id" INTEGER NOT NULL,
    "rule" TEXT NOT NULL,
    "rules_version" INTEGER NOT NULL,
    "to_status" "annotator_status" NOT NULL,
    "sentence" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "figures" JSONB NOT NULL DEFAULT '{}',
    "state" "proposal_state" NOT NULL DEFAULT 'OPEN',
    "after_label" BIGINT NOT NULL DEFAULT 0,
    "hold_golds" INTEGER NOT NULL DEFAULT 0,
    "hold_labels" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" UUID,
    "answer" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "life_cycle_proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appeal" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "annotator_id" INTEGER NOT NULL,
    "move_id" BIGINT,
    "body" TEXT NOT NULL,
    "state" "appeal_state" NOT NULL DEFAULT 'OPEN',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" TEXT NOT NULL DEFAULT '',
    "answered_by" UUID,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "appeal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "annotator_message" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "annotator_id" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "sent_by" UUID,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "annotator_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "practice_answer" (
    "id" BIGSERIAL NOT NULL,
    "annotator_id" INTEGER NOT NULL,
    "comparison_id" INTEGER NOT NULL,
    "choice" "choice" NOT NULL,
    "swapped" BOOLEAN NOT NULL,
    "matched" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "practice_answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refill" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "batch_id" UUID NOT NULL,
    "annotator_id" INTEGER NOT NULL,
    "comparison_ids" INTEGER[],
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "taken_back_at" TIMESTAMPTZ(3),
    "taken_back" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "refill_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "adjudication_batch_id_state_disagreement_id_idx" ON "adjudication"("batch_id", "state", "disagreement" DESC, "id");
CREATE INDEX "guideline_note_project_id_created_at_idx" ON "guideline_note"("project_id", "created_at");
CREATE UNIQUE INDEX "life_cycle_rules_project_id_version_key" ON "life_cycle_rules"("project_id", "version");
CREATE INDEX "annotator_move_annotator_id_id_idx" ON "annotator_move"("annotator_id", "id");
CREATE INDEX "life_cycle_proposal_project_id_state_idx" ON "life_cycle_proposal"("project_id", "state");
CREATE INDEX "life_cycle_proposal_annotator_id_idx" ON "life_cycle_proposal"("annotator_id");
CREATE INDEX "appeal_project_id_state_created_at_idx" ON "appeal"("project_id", "state", "created_at");
CREATE INDEX "appeal_annotator_id_idx" ON "appeal"("annotator_id");
CREATE INDEX "annotator_message_annotator_id_sent_at_idx" ON "annotator_message"("annotator_id", "sent_at");
CREATE INDEX "practice_answer_annotator_id_comparison_id_idx" ON "practice_answer"("annotator_id", "comparison_id");
CREATE INDEX "refill_batch_id_annotator_id_idx" ON "refill"("batch_id", "annotator_id");

-- AddForeignKey
ALTER TABLE "adjudication" ADD CONSTRAINT "adjudication_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "guideline_note" ADD CONSTRAINT "guideline_note_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "guideline_note" ADD CONSTRAINT "guideline_note_comparison_id_fkey" FOREIGN KEY ("comparison_id") REFERENCES "comparison"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "guideline_note" ADD CONSTRAINT "guideline_note_adjudication_id_fkey" FOREIGN KEY ("adjudication_id") REFERENCES "adjudication"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "life_cycle_rules" ADD CONSTRAINT "life_cycle_rules_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "annotator_move" ADD CONSTRAINT "annotator_move_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "annotator_move" ADD CONSTRAINT "annotator_move_annotator_id_fkey" FOREIGN KEY ("annotator_id") REFERENCES "annotator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "life_cycle_proposal" ADD CONSTRAINT "life_cycle_proposal_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "life_cycle_proposal" ADD CONSTRAINT "life_cycle_proposal_annotator_id_fkey" FOREIGN KEY ("annotator_id") REFERENCES "annotator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_annotator_id_fkey" FOREIGN KEY ("annotator_id") REFERENCES "annotator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_move_id_fkey" FOREIGN KEY ("move_id") REFERENCES "annotator_move"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "annotator_message" ADD CONSTRAINT "annotator_message_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "annotator_message" ADD CONSTRAINT "annotator_message_annotator_id_fkey" FOREIGN KEY ("annotator_id") REFERENCES "annotator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "practice_answer" ADD CONSTRAINT "practice_answer_annotator_id_fkey" FOREIGN KEY ("annotator_id") REFERENCES "annotator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "practice_answer" ADD CONSTRAINT "practice_answer_comparison_id_fkey" FOREIGN KEY ("comparison_id") REFERENCES "comparison"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "refill" ADD CONSTRAINT "refill_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "refill" ADD CONSTRAINT "refill_annotator_id_fkey" FOREIGN KEY ("annotator_id") REFERENCES "annotator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------------------
-- What the database itself protects.
-- ---------------------------------------------------------------------------------------------------------------

-- What is practised is explained afterwards, so it needs an answer and a reason.
ALTER TABLE comparison ADD CONSTRAINT comparison_practice CHECK (NOT practice OR (gold_choice IS NOT NULL AND gold_reason IS NOT NULL));
ALTER TABLE comparison ADD CONSTRAINT comparison_refilled CHECK (places_refilled BETWEEN 0 AND places);
-- Golds are few among many: what a rule reads of an annotator is found from here.
CREATE INDEX comparison_golds ON comparison (project_id, id) WHERE gold_choice IS NOT NULL;

ALTER TABLE adjudication ADD CONSTRAINT adjudication_closed CHECK ((state = 'OPEN') = (decided_sequence IS NULL));
ALTER TABLE adjudication ADD CONSTRAINT adjudication_withdrawn CHECK (withdrawn_sequence IS NULL OR (state = 'DECIDED' AND withdrawn_sequence > decided_sequence));
ALTER TABLE adjudication ADD CONSTRAINT adjudication_waits CHECK (waits_for_labels IS NULL OR waits_for_labels > 0);
CREATE INDEX adjudication_verdicts ON adjudication (batch_id, decided_sequence) WHERE state = 'DECIDED';
CREATE UNIQUE INDEX life_cycle_one_proposal ON life_cycle_proposal (annotator_id) WHERE state = 'OPEN';
CREATE UNIQUE INDEX appeal_one_open ON appeal (annotator_id) WHERE state = 'OPEN';
ALTER TABLE appeal ADD CONSTRAINT appeal_answered CHECK ((state = 'OPEN') = (answered_at IS NULL));
ALTER TABLE life_cycle_proposal ADD CONSTRAINT life_cycle_proposal_closed CHECK ((state = 'OPEN') = (closed_at IS NULL));
ALTER TABLE annotator_move ADD CONSTRAINT annotator_move_cause CHECK (cause IN ('join', 'rule', 'lead', 'person') AND (cause = 'rule') = (rule IS NOT NULL));

-- A verdict is part of snapshots that gate decisions name: once given it stays as it is, and can only be withdrawn, which
-- takes a sequence number of its own. Nobody gives one on a comparison that they labelled.
CREATE FUNCTION check_adjudication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'adjudications are kept; dismiss it instead' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.id, NEW.batch_id, NEW.comparison_id, NEW.opened_sequence) IS DISTINCT FROM (OLD.id, OLD.batch_id, OLD.comparison_id, OLD.opened_sequence) THEN
      RAISE EXCEPTION 'an adjudication stays with its comparison' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state <> 'OPEN' AND (
         (NEW.state, NEW.verdict, NEW.cause, NEW.note, NEW.decided_by, NEW.decided_at, NEW.decided_sequence)
           IS DISTINCT FROM (OLD.state, OLD.verdict, OLD.cause, OLD.note, OLD.decided_by, OLD.decided_at, OLD.decided_sequence)
      OR (OLD.withdrawn_sequence IS NOT NULL AND NEW.withdrawn_sequence IS DISTINCT FROM OLD.withdrawn_sequence)) THEN
      RAISE EXCEPTION 'a verdict that was given stays; withdraw it instead' USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM comparison c WHERE c.id = NEW.comparison_id AND c.batch_id = NEW.batch_id) THEN
    RAISE EXCEPTION 'an adjudication names the batch of its comparison' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'DECIDED' AND (TG_OP = 'INSERT' OR OLD.state <> 'DECIDED') AND EXISTS (
       SELECT 1 FROM label l JOIN annotator a ON a.id = l.annotator_id
       WHERE l.comparison_id = NEW.comparison_id AND a.user_id = NEW.decided_by) THEN
    RAISE EXCEPTION 'nobody adjudicates a comparison that they labelled' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER adjudication_check BEFORE INSERT OR UPDATE OR DELETE ON adjudication FOR EACH ROW EXECUTE FUNCTION check_adjudication();

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['life_cycle_rules', 'annotator_move'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t || '_no_truncate', t);
  END LOOP;
END $$;

CREATE TRIGGER annotator_move_notify AFTER INSERT ON annotator_move FOR EACH ROW EXECUTE FUNCTION notify_page();
CREATE TRIGGER life_cycle_proposal_notify AFTER INSERT OR UPDATE ON life_cycle_proposal FOR EACH ROW EXECUTE FUNCTION notify_page();
CREATE TRIGGER appeal_notify AFTER INSERT OR UPDATE ON appeal FOR EACH ROW EXECUTE FUNCTION notify_page();
