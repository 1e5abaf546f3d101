-- CreateTable
CREATE TABLE "worker_presence" (
    "id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tensorflow" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "worker_presence_pkey" PRIMARY KEY ("id")
);
