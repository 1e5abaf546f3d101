-- A policy reads its intervals at a level of its own, and may ask for a second admin before it is lowered.
-- AlterTable
ALTER TABLE "policy" ADD COLUMN     "level" DOUBLE PRECISION NOT NULL DEFAULT 0.95,
ADD COLUMN     "two_for_lowering" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "approved_by" UUID;

-- AlterTable
ALTER TABLE "gate_decision" ADD COLUMN     "waiver_id" UUID;

-- AlterTable
ALTER TABLE "training_run" ADD COLUMN     "priority" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "policy_proposal" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "after_version" INTEGER NOT NULL,
    "checks" JSONB NOT NULL,
    "level" DOUBLE PRECISION NOT NULL,
    "two_for_lowering" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL,
    "proposed_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "approved" BOOLEAN,

    CONSTRAINT "policy_proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "waiver" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" INTEGER NOT NULL,
    "project_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "snapshot_hash" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "requested_by" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "signed_by" UUID,
    "signed_at" TIMESTAMPTZ(3),
    "revoked_by" UUID,
    "revoked_at" TIMESTAMPTZ(3),
    "revoke_reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "waiver_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "collection_plan" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "check_id" TEXT NOT NULL,
    "tag" TEXT,
    "target" INTEGER NOT NULL,
    "start_sequence" BIGINT NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "collection_plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "collection_plan_place" (
    "plan_id" UUID NOT NULL,
    "comparison_id" INTEGER NOT NULL,

    CONSTRAINT "collection_plan_place_pkey" PRIMARY KEY ("plan_id","comparison_id")
);

-- CreateIndex
CREATE INDEX "policy_proposal_project_id_created_at_idx" ON "policy_proposal"("project_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "waiver_project_id_number_key" ON "waiver"("project_id", "number");

-- CreateIndex
CREATE INDEX "waiver_run_id_idx" ON "waiver"("run_id");

-- CreateIndex
CREATE INDEX "collection_plan_batch_id_created_at_idx" ON "collection_plan"("batch_id", "created_at");

-- CreateIndex
CREATE INDEX "collection_plan_place_comparison_id_idx" ON "collection_plan_place"("comparison_id");

-- CreateIndex
CREATE UNIQUE INDEX "gate_decision_waiver_id_key" ON "gate_decision"("waiver_id");

-- AddForeignKey
ALTER TABLE "policy_proposal" ADD CONSTRAINT "policy_proposal_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "training_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "gate_decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate_decision" ADD CONSTRAINT "gate_decision_waiver_id_fkey" FOREIGN KEY ("waiver_id") REFERENCES "waiver"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection_plan" ADD CONSTRAINT "collection_plan_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection_plan" ADD CONSTRAINT "collection_plan_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection_plan_place" ADD CONSTRAINT "collection_plan_place_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "collection_plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection_plan_place" ADD CONSTRAINT "collection_plan_place_comparison_id_fkey" FOREIGN KEY ("comparison_id") REFERENCES "comparison"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- ---------------------------------------------------------------------------------------------------------------
-- What the database itself protects.
-- ---------------------------------------------------------------------------------------------------------------

ALTER TABLE policy ADD CONSTRAINT policy_level CHECK (level BETWEEN 0.8 AND 0.999);
ALTER TABLE policy ADD CONSTRAINT policy_two_people CHECK (approved_by IS NULL OR approved_by <> created_by);
ALTER TABLE policy_proposal ADD CONSTRAINT policy_proposal_level CHECK (level BETWEEN 0.8 AND 0.999);
ALTER TABLE policy_proposal ADD CONSTRAINT policy_proposal_decided CHECK ((decided_at IS NULL) = (approved IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL) AND (approved IS NOT TRUE OR decided_by <> proposed_by));
CREATE UNIQUE INDEX policy_proposal_one_open ON policy_proposal (project_id) WHERE decided_at IS NULL;
ALTER TABLE training_run ADD CONSTRAINT training_run_priority CHECK (priority BETWEEN 0 AND 9);
ALTER TABLE collection_plan ADD CONSTRAINT collection_plan_target CHECK (target >= 1);
CREATE UNIQUE INDEX collection_plan_one_open ON collection_plan (batch_id, check_id) WHERE ended_at IS NULL;

-- Who may sign as an admin, or ask as a lead, now: by the roles of this moment, of accounts that are open.
CREATE FUNCTION has_role(person uuid, project uuid, wanted role) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM app_user u LEFT JOIN membership m ON m.user_id = u.id AND m.project_id = project
                 WHERE u.id = person AND u.active AND (m.role = wanted OR (wanted = 'ADMIN' AND u.site_admin)))
$$;

-- Whether a policy lets more through than another: a check dropped, a threshold moved to the easy side, a lower level.
CREATE FUNCTION policy_is_looser(before policy, after policy) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT after.level < before.level OR (before.two_for_lowering AND NOT after.two_for_lowering) OR EXISTS (
    SELECT 1 FROM jsonb_each(before.checks) b WHERE NOT after.checks ? b.key
      OR CASE WHEN b.key IN ('flaggedShare', 'openAdjudications') THEN (after.checks->>b.key)::float8 > (b.value#>>'{}')::float8
              ELSE (after.checks->>b.key)::float8 < (b.value#>>'{}')::float8 END)
$$;
CREATE FUNCTION check_policy() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before policy;
BEGIN
  SELECT * INTO before FROM policy WHERE project_id = NEW.project_id ORDER BY version DESC LIMIT 1;
  IF before.id IS NOT NULL AND before.two_for_lowering AND policy_is_looser(before, NEW)
     AND (NEW.created_by IS NULL OR NEW.approved_by IS NULL
          OR NOT has_role(NEW.created_by, NEW.project_id, 'ADMIN') OR NOT has_role(NEW.approved_by, NEW.project_id, 'ADMIN')) THEN
    RAISE EXCEPTION 'this policy may be lowered by two admins only' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER policy_check BEFORE INSERT ON policy FOR EACH ROW EXECUTE FUNCTION check_policy();

-- A waiver is asked for by a lead and signed by an admin, two people, for one run on one snapshot that the gate blocked.
-- It is never edited: it is signed once, and may be revoked until it is used.
ALTER TABLE waiver ADD CONSTRAINT waiver_two_people CHECK (signed_by IS NULL OR signed_by <> requested_by);
ALTER TABLE waiver ADD CONSTRAINT waiver_signed CHECK ((signed_by IS NULL) = (signed_at IS NULL) AND (revoked_by IS NULL) = (revoked_at IS NULL));
ALTER TABLE waiver ADD CONSTRAINT waiver_reason CHECK (length(trim(reason)) >= 20);
ALTER TABLE waiver ADD CONSTRAINT waiver_expires CHECK (expires_at > requested_at AND expires_at <= requested_at + interval '30 days');
CREATE UNIQUE INDEX waiver_one_open ON waiver (run_id) WHERE revoked_at IS NULL;

CREATE FUNCTION check_waiver() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a waiver is kept for ever; revoke it instead' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'INSERT' THEN
    NEW.requested_at := clock_timestamp();
    IF NEW.signed_by IS NOT NULL OR NEW.revoked_by IS NOT NULL THEN
      RAISE EXCEPTION 'a waiver is asked for first, and signed by somebody else afterwards' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT has_role(NEW.requested_by, NEW.project_id, 'LEAD') THEN
      RAISE EXCEPTION 'only a lead of the project asks for a waiver' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (
      SELECT 1 FROM gate_decision d JOIN training_run r ON r.id = NEW.run_id AND r.decision_id = d.id
      WHERE d.id = NEW.decision_id AND d.kind = 'POLICY' AND NOT d.passed AND d.report_id IS NOT NULL AND d.snapshot_hash = NEW.snapshot_hash
        AND d.project_id = NEW.project_id AND d.batch_id = NEW.batch_id AND r.state = 'BLOCKED' AND r.requested_sequence <= d.last_sequence
    ) THEN
      RAISE EXCEPTION 'a waiver is for a blocked run, on the snapshot that its gate decision judged' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.number, NEW.project_id, NEW.batch_id, NEW.run_id, NEW.decision_id, NEW.snapshot_hash, NEW.reason, NEW.expires_at, NEW.requested_by, NEW.requested_at)
     IS DISTINCT FROM (OLD.id, OLD.number, OLD.project_id, OLD.batch_id, OLD.run_id, OLD.decision_id, OLD.snapshot_hash, OLD.reason, OLD.expires_at, OLD.requested_by, OLD.requested_at)
     OR (OLD.signed_by IS NOT NULL AND (NEW.signed_by, NEW.signed_at) IS DISTINCT FROM (OLD.signed_by, OLD.signed_at))
     OR OLD.revoked_by IS NOT NULL THEN
    RAISE EXCEPTION 'a waiver is never edited' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.signed_by IS NOT NULL AND OLD.signed_by IS NULL THEN
    NEW.signed_at := clock_timestamp();
    IF NEW.revoked_by IS NOT NULL OR OLD.expires_at <= clock_timestamp() THEN
      RAISE EXCEPTION 'this waiver was revoked or has run out' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT has_role(NEW.signed_by, NEW.project_id, 'ADMIN') THEN
      RAISE EXCEPTION 'only an admin signs a waiver' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT (has_role(NEW.requested_by, NEW.project_id, 'LEAD') OR has_role(NEW.requested_by, NEW.project_id, 'ADMIN')) THEN
      RAISE EXCEPTION 'who asked for this waiver is no lead of the project any more' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW.revoked_by IS NOT NULL THEN
    NEW.revoked_at := clock_timestamp();
    IF EXISTS (SELECT 1 FROM gate_decision d WHERE d.waiver_id = NEW.id) THEN
      RAISE EXCEPTION 'a waiver that was used stays as it is' USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER waiver_check BEFORE INSERT OR UPDATE OR DELETE ON waiver FOR EACH ROW EXECUTE FUNCTION check_waiver();
CREATE TRIGGER waiver_no_truncate BEFORE TRUNCATE ON waiver FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER waiver_notify AFTER INSERT OR UPDATE ON waiver FOR EACH ROW EXECUTE FUNCTION notify_page();
CREATE TRIGGER collection_plan_notify AFTER INSERT OR UPDATE ON collection_plan FOR EACH ROW EXECUTE FUNCTION notify_page();
CREATE TRIGGER policy_proposal_notify AFTER INSERT OR UPDATE ON policy_proposal FOR EACH ROW EXECUTE FUNCTION notify_page();

-- A waiver in force: signed by the second person, not revoked, not run out at this very moment.
CREATE FUNCTION waiver_in_force(wanted uuid) RETURNS boolean LANGUAGE sql VOLATILE AS $$
  SELECT EXISTS (SELECT 1 FROM waiver w WHERE w.id = wanted AND w.signed_by IS NOT NULL AND w.signed_by <> w.requested_by
                   AND w.revoked_by IS NULL AND w.expires_at > clock_timestamp())
$$;

-- A waiver's decision repeats what the gate said, word for word, and passes by the waiver alone.
ALTER TABLE gate_decision ADD CONSTRAINT gate_decision_waiver CHECK ((kind = 'WAIVER') = (waiver_id IS NOT NULL) AND (kind = 'POLICY' OR verdict <> 'PASS'));
CREATE OR REPLACE FUNCTION check_gate_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM policy p WHERE p.id = NEW.policy_id AND p.project_id = NEW.project_id)
     OR NOT EXISTS (SELECT 1 FROM batch b WHERE b.id = NEW.batch_id AND b.project_id = NEW.project_id) THEN
    RAISE EXCEPTION 'a gate decision must name a policy and a batch of its own project' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT NEW.passed THEN RETURN NEW; END IF;
  IF NOT EXISTS (
    SELECT 1 FROM quality_report r JOIN snapshot s ON s.id = r.snapshot_id
    WHERE r.id = NEW.report_id AND r.batch_id = NEW.batch_id AND s.batch_id = NEW.batch_id
      AND r.last_sequence = NEW.last_sequence AND s.last_sequence = NEW.last_sequence AND s.hash = NEW.snapshot_hash
  ) THEN
    RAISE EXCEPTION 'a passing gate decision must name the report and the snapshot that it judged' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.kind = 'WAIVER' THEN
    -- Locked, so that it can't be revoked between this look and the commit.
    PERFORM 1 FROM waiver w WHERE w.id = NEW.waiver_id FOR NO KEY UPDATE;
    IF NOT waiver_in_force(NEW.waiver_id) OR NOT EXISTS (
      SELECT 1 FROM waiver w JOIN gate_decision d ON d.id = w.decision_id
      WHERE w.id = NEW.waiver_id AND (d.project_id, d.batch_id, d.report_id, d.policy_id, d.snapshot_hash, d.last_sequence, d.verdict, d.checks)
          = (NEW.project_id, NEW.batch_id, NEW.report_id, NEW.policy_id, NEW.snapshot_hash, NEW.last_sequence, NEW.verdict, NEW.checks)
    ) THEN
      RAISE EXCEPTION 'a waived decision needs a waiver in force, of two people, for exactly this decision' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF jsonb_typeof(NEW.checks) <> 'array' OR jsonb_array_length(NEW.checks) = 0
     OR EXISTS (SELECT 1 FROM jsonb_array_elements(NEW.checks) c WHERE c->>'verdict' IS DISTINCT FROM 'PASS') THEN
    RAISE EXCEPTION 'a passing gate decision needs at least one check, and all of them passed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- A run gets past BLOCKED by a waiver only while that is in force, and only the run that it was asked for.
CREATE FUNCTION check_waived_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state IN ('BLOCKED', 'CANCELLED') OR (TG_OP = 'UPDATE' AND OLD.state NOT IN ('BLOCKED')) THEN RETURN NEW; END IF;
  IF EXISTS (SELECT 1 FROM gate_decision d WHERE d.id = NEW.decision_id AND d.kind = 'WAIVER')
     AND NOT EXISTS (SELECT 1 FROM gate_decision d JOIN waiver w ON w.id = d.waiver_id
                     WHERE d.id = NEW.decision_id AND w.run_id = NEW.id AND waiver_in_force(w.id)) THEN
    RAISE EXCEPTION 'this waiver is for another run, was revoked, or has run out' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER training_run_waived BEFORE INSERT OR UPDATE ON training_run FOR EACH ROW EXECUTE FUNCTION check_waived_run();
