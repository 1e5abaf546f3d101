-- CreateTable
CREATE TABLE "reward_model_watch" (
    "model_id" UUID NOT NULL,
    "baseline" JSONB NOT NULL,
    "prepared_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reward_model_watch_pkey" PRIMARY KEY ("model_id")
);

-- CreateTable
CREATE TABLE "second_opinion" (
    "model_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "annotators" INTEGER NOT NULL,
    "pairs" INTEGER NOT NULL,
    "file" BYTEA NOT NULL,

    CONSTRAINT "second_opinion_pkey" PRIMARY KEY ("model_id","number")
);

-- CreateTable
CREATE TABLE "probe_report" (
    "id" BIGSERIAL NOT NULL,
    "model_id" UUID NOT NULL,
    "seed" INTEGER NOT NULL,
    "results" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "probe_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reward_traffic" (
    "model_id" UUID NOT NULL,
    "caller" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "requests" INTEGER NOT NULL,
    "responses" INTEGER NOT NULL,
    "rewards" DOUBLE PRECISION[],
    "lengths" DOUBLE PRECISION[],

    CONSTRAINT "reward_traffic_pkey" PRIMARY KEY ("model_id","caller","hour")
);

-- CreateTable
CREATE TABLE "optimisation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "model_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "simulated" BOOLEAN NOT NULL DEFAULT false,
    "warning" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "optimisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "optimisation_checkpoint" (
    "optimisation_id" UUID NOT NULL,
    "step" INTEGER NOT NULL,
    "kl" DOUBLE PRECISION NOT NULL,
    "best_of" INTEGER,
    "responses" INTEGER NOT NULL,
    "figures" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "optimisation_checkpoint_pkey" PRIMARY KEY ("optimisation_id","step")
);

-- CreateIndex
CREATE INDEX "probe_report_model_id_id_idx" ON "probe_report"("model_id", "id");

-- CreateIndex
CREATE INDEX "reward_traffic_hour_idx" ON "reward_traffic"("hour");

-- CreateIndex
CREATE INDEX "optimisation_model_id_idx" ON "optimisation"("model_id");

-- CreateIndex
CREATE UNIQUE INDEX "optimisation_project_id_name_key" ON "optimisation"("project_id", "name");

-- AddForeignKey
ALTER TABLE "reward_model_watch" ADD CONSTRAINT "reward_model_watch_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "reward_model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_opinion" ADD CONSTRAINT "second_opinion_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "reward_model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "probe_report" ADD CONSTRAINT "probe_report_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "reward_model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reward_traffic" ADD CONSTRAINT "reward_traffic_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "reward_model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "optimisation" ADD CONSTRAINT "optimisation_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "optimisation" ADD CONSTRAINT "optimisation_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "reward_model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "optimisation_checkpoint" ADD CONSTRAINT "optimisation_checkpoint_optimisation_id_fkey" FOREIGN KEY ("optimisation_id") REFERENCES "optimisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE optimisation ADD CONSTRAINT optimisation_method CHECK (method IN ('rl', 'best-of-n'));
ALTER TABLE optimisation_checkpoint ADD CONSTRAINT optimisation_checkpoint_distance CHECK (kl >= 0 AND kl < 'infinity' AND step >= 0 AND responses >= 0);

-- What was measured stays as it was measured.
CREATE TRIGGER optimisation_checkpoint_append_only BEFORE UPDATE OR DELETE ON optimisation_checkpoint FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER optimisation_checkpoint_no_truncate BEFORE TRUNCATE ON optimisation_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER probe_report_append_only BEFORE UPDATE OR DELETE ON probe_report FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER probe_report_no_truncate BEFORE TRUNCATE ON probe_report FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER optimisation_notify AFTER INSERT OR UPDATE ON optimisation FOR EACH ROW EXECUTE FUNCTION notify_page();
