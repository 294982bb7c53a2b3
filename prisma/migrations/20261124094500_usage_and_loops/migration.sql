-- AlterTable
ALTER TABLE "tasks" ADD COLUMN "loop_evidence" TEXT;

-- CreateTable
CREATE TABLE "usage_daily" (
    "day" DATE NOT NULL,
    "agent_id" UUID NOT NULL,
    "model" TEXT NOT NULL,
    "shard" SMALLINT NOT NULL,
    "steps" INTEGER NOT NULL,
    "unpriced_steps" INTEGER NOT NULL,
    "input_tokens" BIGINT NOT NULL,
    "output_tokens" BIGINT NOT NULL,
    "cost_microusd" BIGINT NOT NULL,

    CONSTRAINT "usage_daily_pkey" PRIMARY KEY ("day","agent_id","model","shard")
);

-- AddForeignKey
ALTER TABLE "usage_daily" ADD CONSTRAINT "usage_daily_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE CASCADE ON UPDATE CASCADE;
