-- An uploaded file waits in the database until the worker has imported it: the two may run on different machines.
ALTER TABLE "import_job" ADD COLUMN "batch_name" TEXT,
ADD COLUMN "overlap" INTEGER;

-- CreateTable
CREATE TABLE "import_chunk" (
    "import_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "import_chunk_pkey" PRIMARY KEY ("import_id","number")
);

-- AddForeignKey
ALTER TABLE "import_chunk" ADD CONSTRAINT "import_chunk_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "import_job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Text compresses well, but the time to do so is spent twice on bytes that live for seconds.
ALTER TABLE "import_chunk" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
ALTER TABLE "import_job" ADD CONSTRAINT "import_job_batch" CHECK ("batch_id" IS NOT NULL OR "batch_name" IS NOT NULL);
ALTER TABLE "import_job" ADD CONSTRAINT "import_job_overlap" CHECK ("overlap" IS NULL OR "overlap" >= 1);
