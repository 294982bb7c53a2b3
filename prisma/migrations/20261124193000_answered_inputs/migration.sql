-- What Prisma cannot say.

-- What was answered in a time, the newest first.
CREATE INDEX "input_requests_answered_idx" ON "input_requests"("answered_at" DESC, "call_id" DESC) WHERE "answered_at" IS NOT NULL;
