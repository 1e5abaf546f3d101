-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('ANNOTATOR', 'LEAD', 'ADMIN');

-- CreateEnum
CREATE TYPE "annotator_kind" AS ENUM ('HUMAN', 'MODEL');

-- CreateEnum
CREATE TYPE "annotator_status" AS ENUM ('QUALIFYING', 'PROBATION', 'ACTIVE', 'PAUSED', 'RETRAINING', 'REMOVED');

-- CreateEnum
CREATE TYPE "batch_status" AS ENUM ('OPEN', 'CLOSED');

-- CreateEnum
CREATE TYPE "choice" AS ENUM ('A', 'B', 'TIE', 'BOTH_BAD', 'CANT_JUDGE');

-- CreateEnum
CREATE TYPE "assignment_kind" AS ENUM ('NORMAL', 'GOLD', 'REPEAT');

-- CreateEnum
CREATE TYPE "assignment_state" AS ENUM ('LEASED', 'DONE', 'SKIPPED', 'EXPIRED', 'RELEASED');

-- CreateEnum
CREATE TYPE "label_origin" AS ENUM ('PAGE', 'API', 'IMPORT', 'SIMULATOR');

-- CreateEnum
CREATE TYPE "adjudication_state" AS ENUM ('OPEN', 'DECIDED', 'DISMISSED');

-- CreateEnum
CREATE TYPE "adjudication_cause" AS ENUM ('AMBIGUOUS_PROMPT', 'GUIDELINE_GAP', 'ANNOTATOR_ERROR', 'EDGE_CASE', 'SUBJECTIVE', 'OTHER');

-- CreateEnum
CREATE TYPE "verdict" AS ENUM ('PASS', 'FAIL', 'NOT_ENOUGH_EVIDENCE');

-- CreateEnum
CREATE TYPE "decision_kind" AS ENUM ('POLICY', 'WAIVER');

-- CreateEnum
CREATE TYPE "run_state" AS ENUM ('BLOCKED', 'QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED');

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT,
    "email_verified" TIMESTAMPTZ(3),
    "name" TEXT,
    "image" TEXT,
    "password_hash" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "site_admin" BOOLEAN NOT NULL DEFAULT false,
    "session_generation" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_account_id" TEXT NOT NULL,
    "refresh_token" TEXT,
    "access_token" TEXT,
    "expires_at" INTEGER,
    "token_type" TEXT,
    "scope" TEXT,
    "id_token" TEXT,
    "session_state" TEXT,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "simulated" BOOLEAN NOT NULL DEFAULT false,
    "label_form" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "project_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("project_id","user_id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "accepted_by" UUID,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "annotator" (
    "id" SERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "user_id" UUID,
    "external_id" TEXT,
    "name" TEXT NOT NULL,
    "kind" "annotator_kind" NOT NULL DEFAULT 'HUMAN',
    "status" "annotator_status" NOT NULL DEFAULT 'ACTIVE',
    "status_reason" TEXT NOT NULL DEFAULT '',
    "status_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cohort" TEXT,
    "simulation" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "annotator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "guideline_version" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "changes" TEXT NOT NULL DEFAULT '',
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" UUID,

    CONSTRAINT "guideline_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "guideline_acknowledgement" (
    "guideline_id" UUID NOT NULL,
    "annotator_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "guideline_acknowledgement_pkey" PRIMARY KEY ("guideline_id","annotator_id")
);

-- CreateTable
CREATE TABLE "batch" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "status" "batch_status" NOT NULL DEFAULT 'OPEN',
    "priority" INTEGER NOT NULL DEFAULT 0,
    "overlap" INTEGER NOT NULL DEFAULT 2,
    "lease_seconds" INTEGER NOT NULL DEFAULT 1800,
    "gold_rate" DOUBLE PRECISION NOT NULL DEFAULT 0.05,
    "repeat_rate" DOUBLE PRECISION NOT NULL DEFAULT 0.05,
    "last_sequence" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "batch_event" (
    "batch_id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "actor_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "batch_event_pkey" PRIMARY KEY ("batch_id","sequence")
);

-- CreateTable
CREATE TABLE "source" (
    "id" SERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comparison" (
    "id" SERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "prompt" JSONB NOT NULL,
    "prompt_hash" TEXT NOT NULL,
    "response_a" TEXT NOT NULL,
    "response_b" TEXT NOT NULL,
    "source_a_id" INTEGER,
    "source_b_id" INTEGER,
    "content_hash" TEXT NOT NULL,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "language" TEXT,
    "meta" JSONB NOT NULL DEFAULT '{}',
    "gold_choice" "choice",
    "gold_reason" TEXT,
    "places" INTEGER NOT NULL DEFAULT 2,
    "places_taken" INTEGER NOT NULL DEFAULT 0,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "comparison_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "batch_id" UUID NOT NULL,
    "comparison_id" INTEGER NOT NULL,
    "annotator_id" INTEGER NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 0,
    "kind" "assignment_kind" NOT NULL DEFAULT 'NORMAL',
    "swapped" BOOLEAN NOT NULL,
    "state" "assignment_state" NOT NULL DEFAULT 'LEASED',
    "leased_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "skip_reason" TEXT,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "label" (
    "id" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "comparison_id" INTEGER NOT NULL,
    "annotator_id" INTEGER NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "assignment_id" UUID,
    "choice" "choice",
    "swapped" BOOLEAN,
    "strength" SMALLINT,
    "rationale" TEXT,
    "reasons" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "guideline_id" UUID,
    "active_ms" INTEGER,
    "origin" "label_origin" NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "labelled_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "label_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "label_exclusion" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "batch_id" UUID NOT NULL,
    "annotator_id" INTEGER NOT NULL,
    "from_sequence" BIGINT NOT NULL,
    "to_sequence" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "lifted_sequence" BIGINT,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "label_exclusion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "adjudication" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "comparison_id" INTEGER NOT NULL,
    "state" "adjudication_state" NOT NULL DEFAULT 'OPEN',
    "opened_by" UUID,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "verdict" "choice",
    "cause" "adjudication_cause",
    "note" TEXT NOT NULL DEFAULT '',
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "adjudication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "snapshot" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "batch_id" UUID NOT NULL,
    "last_sequence" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "labels" INTEGER NOT NULL,
    "comparisons" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "snapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quality_report" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "snapshot_id" UUID NOT NULL,
    "last_sequence" BIGINT NOT NULL,
    "method_version" INTEGER NOT NULL,
    "figures" JSONB NOT NULL,
    "annotators" JSONB NOT NULL,
    "measured_ms" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quality_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "preset" TEXT NOT NULL,
    "checks" JSONB NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gate_decision" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" INTEGER NOT NULL,
    "project_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "report_id" UUID,
    "policy_id" UUID NOT NULL,
    "kind" "decision_kind" NOT NULL DEFAULT 'POLICY',
    "verdict" "verdict" NOT NULL,
    "passed" BOOLEAN NOT NULL,
    "snapshot_hash" TEXT NOT NULL,
    "last_sequence" BIGINT NOT NULL,
    "checks" JSONB NOT NULL,
    "would_take" JSONB NOT NULL DEFAULT '[]',
    "decided_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gate_decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "training_run" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" "run_state" NOT NULL DEFAULT 'BLOCKED',
    "decision_id" UUID NOT NULL,
    "decision_passed" BOOLEAN NOT NULL,
    "snapshot_hash" TEXT NOT NULL,
    "requested_sequence" BIGINT NOT NULL,
    "engine" TEXT NOT NULL DEFAULT 'local',
    "options" JSONB NOT NULL DEFAULT '{}',
    "seed" INTEGER NOT NULL DEFAULT 1,
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "checkpoint" BYTEA,
    "cancel_requested" BOOLEAN NOT NULL DEFAULT false,
    "error" TEXT,
    "requested_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "queued_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "training_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "training_event" (
    "id" BIGSERIAL NOT NULL,
    "run_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "training_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reward_model" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "file" BYTEA NOT NULL,
    "backend" TEXT NOT NULL,
    "report" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reward_model_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "permissions" TEXT[],
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_job" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "batch_id" UUID,
    "file_name" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "bytes_read" BIGINT NOT NULL DEFAULT 0,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "state" "import_state" NOT NULL DEFAULT 'QUEUED',
    "result" JSONB,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "problem_count" INTEGER NOT NULL DEFAULT 0,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" UUID,
    "actor_id" UUID,
    "actor_kind" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "prev_hash" TEXT NOT NULL DEFAULT '',
    "hash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "account_provider_provider_account_id_key" ON "account"("provider", "provider_account_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_slug_key" ON "project"("slug");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_project_id_idx" ON "invitation"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "annotator_project_id_external_id_key" ON "annotator"("project_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "annotator_project_id_user_id_key" ON "annotator"("project_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "guideline_version_project_id_number_key" ON "guideline_version"("project_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "batch_project_id_number_key" ON "batch"("project_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "source_project_id_name_key" ON "source"("project_id", "name");

-- CreateIndex
CREATE INDEX "comparison_batch_id_id_idx" ON "comparison"("batch_id", "id");

-- CreateIndex
CREATE INDEX "comparison_tags_idx" ON "comparison" USING GIN ("tags");

-- CreateIndex
CREATE UNIQUE INDEX "comparison_project_id_external_id_key" ON "comparison"("project_id", "external_id");

-- CreateIndex
CREATE INDEX "assignment_annotator_id_state_idx" ON "assignment"("annotator_id", "state");

-- CreateIndex
CREATE INDEX "assignment_comparison_id_idx" ON "assignment"("comparison_id");

-- CreateIndex
CREATE INDEX "label_annotator_id_sequence_idx" ON "label"("annotator_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "label_batch_id_sequence_key" ON "label"("batch_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "label_comparison_id_annotator_id_round_revision_key" ON "label"("comparison_id", "annotator_id", "round", "revision");

-- CreateIndex
CREATE UNIQUE INDEX "label_annotator_id_idempotency_key_key" ON "label"("annotator_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "label_exclusion_batch_id_annotator_id_idx" ON "label_exclusion"("batch_id", "annotator_id");

-- CreateIndex
CREATE INDEX "adjudication_comparison_id_idx" ON "adjudication"("comparison_id");

-- CreateIndex
CREATE UNIQUE INDEX "snapshot_batch_id_last_sequence_key" ON "snapshot"("batch_id", "last_sequence");

-- CreateIndex
CREATE UNIQUE INDEX "quality_report_batch_id_last_sequence_method_version_key" ON "quality_report"("batch_id", "last_sequence", "method_version");

-- CreateIndex
CREATE UNIQUE INDEX "policy_project_id_version_key" ON "policy"("project_id", "version");

-- CreateIndex
CREATE INDEX "gate_decision_batch_id_created_at_idx" ON "gate_decision"("batch_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "gate_decision_id_passed_snapshot_hash_key" ON "gate_decision"("id", "passed", "snapshot_hash");

-- CreateIndex
CREATE UNIQUE INDEX "gate_decision_project_id_number_key" ON "gate_decision"("project_id", "number");

-- CreateIndex
CREATE INDEX "training_run_batch_id_state_idx" ON "training_run"("batch_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "training_run_project_id_number_key" ON "training_run"("project_id", "number");

-- CreateIndex
CREATE INDEX "training_event_run_id_id_idx" ON "training_event"("run_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "reward_model_run_id_key" ON "reward_model"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "reward_model_project_id_name_key" ON "reward_model"("project_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_key_hash_key" ON "api_key"("key_hash");

-- CreateIndex
CREATE INDEX "api_key_project_id_idx" ON "api_key"("project_id");

-- CreateIndex
CREATE INDEX "import_job_project_id_created_at_idx" ON "import_job"("project_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_event_project_id_id_idx" ON "audit_event"("project_id", "id");

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotator" ADD CONSTRAINT "annotator_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotator" ADD CONSTRAINT "annotator_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guideline_version" ADD CONSTRAINT "guideline_version_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guideline_acknowledgement" ADD CONSTRAINT "guideline_acknowledgement_guideline_id_fkey" FOREIGN KEY ("guideline_id") REFERENCES "guideline_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guideline_acknowledgement" ADD CONSTRAINT "guideline_acknowledgement_annotator_id_fkey" FOREIGN KEY ("annotator_id") REFERENCES "annotator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch" ADD CONSTRAINT "batch_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch_event" ADD CONSTRAINT "batch_event_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source" ADD CONSTRAINT "source_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparison" ADD CONSTRAINT "comparison_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparison" ADD CONSTRAINT "comparison_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparison" ADD CONSTRAINT "comparison_source_a_id_fkey" FOREIGN KEY ("source_a_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparison" ADD CONSTRAINT "comparison_source_b_id_fkey" FOREIGN KEY ("source_b_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_comparison_id_fkey" FOREIGN KEY ("comparison_id") REFERENCES "comparison"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_annotator_id_fkey" FOREIGN KEY ("annotator_id") REFERENCES "annotator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "label" ADD CONSTRAINT "label_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "label" ADD CONSTRAINT "label_comparison_id_fkey" FOREIGN KEY ("comparison_id") REFERENCES "comparison"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "label" ADD CONSTRAINT "label_annotator_id_fkey" FOREIGN KEY ("annotator_id") REFERENCES "annotator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "label" ADD CONSTRAINT "label_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "label" ADD CONSTRAINT "label_guideline_id_fkey" FOREIGN KEY ("guideline_id") REFERENCES "guideline_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "label_exclusion" ADD CONSTRAINT "label_exclusion_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "label_exclusion" ADD CONSTRAINT "label_exclusion_annotator_id_fkey" FOREIGN KEY ("annotator_id") REFERENCES "annotator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "adjudication" ADD CONSTRAINT "adjudication_comparison_id_fkey" FOREIGN KEY ("comparison_id") REFERENCES "comparison"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quality_report" ADD CONSTRAINT "quality_report_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quality_report" ADD CONSTRAINT "quality_report_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quality_report" ADD CONSTRAINT "quality_report_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy" ADD CONSTRAINT "policy_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate_decision" ADD CONSTRAINT "gate_decision_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate_decision" ADD CONSTRAINT "gate_decision_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate_decision" ADD CONSTRAINT "gate_decision_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "quality_report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate_decision" ADD CONSTRAINT "gate_decision_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_run" ADD CONSTRAINT "training_run_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_run" ADD CONSTRAINT "training_run_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_run" ADD CONSTRAINT "training_run_decision_id_decision_passed_snapshot_hash_fkey" FOREIGN KEY ("decision_id", "decision_passed", "snapshot_hash") REFERENCES "gate_decision"("id", "passed", "snapshot_hash") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "training_event" ADD CONSTRAINT "training_event_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "training_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reward_model" ADD CONSTRAINT "reward_model_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reward_model" ADD CONSTRAINT "reward_model_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "training_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_job" ADD CONSTRAINT "import_job_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- ---------------------------------------------------------------------------------------------------------------
-- What the database itself protects. Prisma's schema language has no words for the rest of this file.
-- ---------------------------------------------------------------------------------------------------------------

-- Overlap can't be exceeded, however many submit at once: every lease takes a place first.
ALTER TABLE comparison ADD CONSTRAINT comparison_places CHECK (places >= 0 AND places_taken BETWEEN 0 AND places);
ALTER TABLE batch ADD CONSTRAINT batch_settings CHECK (overlap >= 1 AND lease_seconds >= 30 AND gold_rate BETWEEN 0 AND 1 AND repeat_rate BETWEEN 0 AND 1 AND last_sequence >= 0);
ALTER TABLE label ADD CONSTRAINT label_withdrawal CHECK (choice IS NOT NULL OR revision > 0);
ALTER TABLE label ADD CONSTRAINT label_strength CHECK (strength IS NULL OR strength BETWEEN 1 AND 7);
ALTER TABLE label ADD CONSTRAINT label_active_time CHECK (active_ms IS NULL OR active_ms >= 0);
ALTER TABLE adjudication ADD CONSTRAINT adjudication_decided CHECK ((state = 'DECIDED') = (verdict IS NOT NULL AND cause IS NOT NULL AND decided_at IS NOT NULL));
ALTER TABLE app_user ADD CONSTRAINT app_user_email_lower CHECK (email = lower(email));
ALTER TABLE invitation ADD CONSTRAINT invitation_email_lower CHECK (email = lower(email));
ALTER TABLE project ADD CONSTRAINT project_slug CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$');

-- One live look per annotator, comparison and round; blind, independent labels.
CREATE UNIQUE INDEX assignment_one_live ON assignment (comparison_id, annotator_id, round) WHERE state IN ('LEASED', 'DONE');
CREATE INDEX assignment_leases ON assignment (lease_expires_at) WHERE state = 'LEASED';
CREATE UNIQUE INDEX adjudication_one_open ON adjudication (comparison_id) WHERE state = 'OPEN';
CREATE INDEX comparison_open_places ON comparison (batch_id, priority DESC, id) WHERE places_taken < places;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: its rows are append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['label', 'batch_event', 'snapshot', 'quality_report', 'policy', 'gate_decision', 'training_event', 'audit_event'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t || '_no_truncate', t);
  END LOOP;
END $$;

-- The gate. `passed` is what training runs refer to, so it must follow from the verdict, and a passing decision must
-- name a real report of that batch, on exactly that snapshot, with every check passed.
ALTER TABLE gate_decision ADD CONSTRAINT gate_decision_passed_follows CHECK (passed = (kind = 'WAIVER' OR verdict = 'PASS'));

CREATE FUNCTION check_gate_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM policy p WHERE p.id = NEW.policy_id AND p.project_id = NEW.project_id)
     OR NOT EXISTS (SELECT 1 FROM batch b WHERE b.id = NEW.batch_id AND b.project_id = NEW.project_id) THEN
    RAISE EXCEPTION 'a gate decision must name a policy and a batch of its own project' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.kind = 'WAIVER' THEN
    RAISE EXCEPTION 'a waiver needs two people and cannot be inserted as a decision' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT NEW.passed THEN RETURN NEW; END IF;
  IF NOT EXISTS (
    SELECT 1 FROM quality_report r JOIN snapshot s ON s.id = r.snapshot_id
    WHERE r.id = NEW.report_id AND r.batch_id = NEW.batch_id AND s.batch_id = NEW.batch_id
      AND r.last_sequence = NEW.last_sequence AND s.last_sequence = NEW.last_sequence AND s.hash = NEW.snapshot_hash
  ) THEN
    RAISE EXCEPTION 'a passing gate decision must name the report and the snapshot that it judged' USING ERRCODE = 'check_violation';
  END IF;
  IF jsonb_typeof(NEW.checks) <> 'array' OR jsonb_array_length(NEW.checks) = 0
     OR EXISTS (SELECT 1 FROM jsonb_array_elements(NEW.checks) c WHERE c->>'verdict' IS DISTINCT FROM 'PASS') THEN
    RAISE EXCEPTION 'a passing gate decision needs at least one check, and all of them passed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER gate_decision_check BEFORE INSERT ON gate_decision FOR EACH ROW EXECUTE FUNCTION check_gate_decision();

-- No run goes past BLOCKED without a passing decision: the CHECK looks at the run's own copy of `passed`, and the
-- composite foreign key ties that copy, with the snapshot, to the decision itself.
ALTER TABLE training_run ADD CONSTRAINT training_run_needs_passing_decision CHECK (state IN ('BLOCKED', 'CANCELLED') OR decision_passed);
ALTER TABLE training_run ADD CONSTRAINT training_run_progress CHECK (progress BETWEEN 0 AND 1);

CREATE FUNCTION check_training_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'training runs are kept; cancel it instead' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM gate_decision d WHERE d.id = NEW.decision_id AND d.batch_id = NEW.batch_id AND d.project_id = NEW.project_id) THEN
    RAISE EXCEPTION 'a training run must name a gate decision on its own batch' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.project_id, NEW.batch_id, NEW.number, NEW.requested_sequence) IS DISTINCT FROM (OLD.project_id, OLD.batch_id, OLD.number, OLD.requested_sequence) THEN
      RAISE EXCEPTION 'a training run stays with its batch and its request' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.decision_id <> OLD.decision_id AND OLD.state <> 'BLOCKED' THEN
      RAISE EXCEPTION 'only a blocked training run takes a new decision' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state <> OLD.state AND NOT (
         (OLD.state = 'BLOCKED' AND NEW.state IN ('QUEUED', 'CANCELLED'))
      OR (OLD.state = 'QUEUED' AND NEW.state IN ('RUNNING', 'CANCELLED', 'FAILED'))
      OR (OLD.state = 'RUNNING' AND NEW.state IN ('SUCCEEDED', 'FAILED', 'CANCELLED'))) THEN
      RAISE EXCEPTION 'a training run cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER training_run_check BEFORE INSERT OR UPDATE OR DELETE ON training_run FOR EACH ROW EXECUTE FUNCTION check_training_run();

-- A reward model exists only for a run that got past the gate.
CREATE FUNCTION check_reward_model() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM training_run r WHERE r.id = NEW.run_id AND r.project_id = NEW.project_id AND r.state IN ('RUNNING', 'SUCCEEDED')) THEN
    RAISE EXCEPTION 'a reward model needs a training run of its project that passed the gate' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reward_model_check BEFORE INSERT OR UPDATE ON reward_model FOR EACH ROW EXECUTE FUNCTION check_reward_model();

-- The audit log's chain: ids without gaps, each hash over the row and the hash before it, one writer at a time.
CREATE FUNCTION audit_event_hash(e audit_event) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(concat_ws('|', e.prev_hash, e.id, extract(epoch FROM e.at)::numeric(20, 6), coalesce(e.project_id::text, '-'), coalesce(e.actor_id::text, '-'), e.actor_kind,
    length(e.action), e.action, length(e.subject), e.subject, e.data::text), 'UTF8')), 'hex')
$$;
CREATE FUNCTION chain_audit_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE head audit_event;
BEGIN
  PERFORM pg_advisory_xact_lock(727069001);
  SELECT * INTO head FROM audit_event ORDER BY id DESC LIMIT 1;
  NEW.id := coalesce(head.id, 0) + 1;
  NEW.at := greatest(clock_timestamp(), head.at);
  NEW.prev_hash := coalesce(head.hash, '');
  NEW.hash := audit_event_hash(NEW);
  RETURN NEW;
END $$;
CREATE TRIGGER audit_event_chain BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION chain_audit_event();

-- Open pages hear of new reports, runs and imports at once.
CREATE FUNCTION notify_page() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE project uuid;
BEGIN
  IF TG_TABLE_NAME = 'training_event' THEN
    SELECT r.project_id INTO project FROM training_run r WHERE r.id = NEW.run_id;
  ELSE
    project := NEW.project_id;
  END IF;
  PERFORM pg_notify('concord_page', json_build_object('project', project, 'about', TG_TABLE_NAME)::text);
  RETURN NULL;
END $$;
CREATE TRIGGER quality_report_notify AFTER INSERT ON quality_report FOR EACH ROW EXECUTE FUNCTION notify_page();
CREATE TRIGGER training_event_notify AFTER INSERT ON training_event FOR EACH ROW EXECUTE FUNCTION notify_page();
CREATE TRIGGER training_run_notify AFTER INSERT OR UPDATE ON training_run FOR EACH ROW EXECUTE FUNCTION notify_page();
CREATE TRIGGER import_job_notify AFTER INSERT OR UPDATE ON import_job FOR EACH ROW EXECUTE FUNCTION notify_page();
