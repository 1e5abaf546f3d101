-- CreateTable
CREATE TABLE "leaderboard" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "batch_id" UUID,
    "model_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "state" "run_state" NOT NULL DEFAULT 'QUEUED',
    "result" JSONB,
    "error" TEXT,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "leaderboard_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "leaderboard_project_id_number_key" ON "leaderboard"("project_id", "number");

-- AddForeignKey
ALTER TABLE "leaderboard" ADD CONSTRAINT "leaderboard_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "leaderboard" ADD CONSTRAINT "leaderboard_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "leaderboard" ADD CONSTRAINT "leaderboard_model_id_project_id_fkey" FOREIGN KEY ("model_id", "project_id") REFERENCES "reward_model"("id", "project_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE leaderboard ADD CONSTRAINT leaderboard_state_known CHECK (state IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED') AND (state = 'SUCCEEDED') = (result IS NOT NULL));
CREATE TRIGGER leaderboard_notify AFTER INSERT OR UPDATE ON leaderboard FOR EACH ROW EXECUTE FUNCTION notify_page();
