-- AlterTable
ALTER TABLE "audit_entries" ADD COLUMN "subject_id" UUID,
ADD COLUMN "subject_name" TEXT,
ADD COLUMN "subject_type" TEXT;

-- CreateIndex
CREATE INDEX "audit_entries_subject_id_idx" ON "audit_entries"("subject_id");
