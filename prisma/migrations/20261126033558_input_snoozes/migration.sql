-- CreateTable
CREATE TABLE "input_snoozes" (
    "owner_type" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "call_id" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "input_snoozes_pkey" PRIMARY KEY ("owner_type","owner_id","call_id")
);

-- CreateIndex
CREATE INDEX "input_snoozes_call_id_idx" ON "input_snoozes"("call_id");

-- AddForeignKey
ALTER TABLE "input_snoozes" ADD CONSTRAINT "input_snoozes_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "input_requests"("call_id") ON DELETE CASCADE ON UPDATE CASCADE;
