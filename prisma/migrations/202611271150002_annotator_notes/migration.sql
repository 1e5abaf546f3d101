-- CreateTable
CREATE TABLE "annotator_note" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "annotator_id" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "annotator_note_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "annotator_note_annotator_id_created_at_idx" ON "annotator_note"("annotator_id", "created_at");

-- AddForeignKey
ALTER TABLE "annotator_note" ADD CONSTRAINT "annotator_note_annotator_id_fkey" FOREIGN KEY ("annotator_id") REFERENCES "annotator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was written about a person stays as it was written.
CREATE TRIGGER annotator_note_append_only BEFORE UPDATE OR DELETE ON annotator_note FOR EACH ROW EXECUTE FUNCTION refuse_change();
