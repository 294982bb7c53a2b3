-- CreateEnum
CREATE TYPE "trigger_kind" AS ENUM ('cron', 'webhook');

-- CreateEnum
CREATE TYPE "delivery_outcome" AS ENUM ('accepted', 'duplicate', 'refused', 'skipped');

-- CreateTable
CREATE TABLE "triggers" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "trigger_kind" NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "agent_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "priority" SMALLINT NOT NULL DEFAULT 1,
    "labels" TEXT[],
    "limits" JSONB NOT NULL DEFAULT '{}',
    "pause_after_failures" INTEGER,
    "counting_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paused_at" TIMESTAMPTZ(3),
    "paused_reason" TEXT,
    "cron" TEXT,
    "time_zone" TEXT,
    "missed" TEXT,
    "missed_limit" INTEGER,
    "overlap" TEXT,
    "next_fire_at" TIMESTAMPTZ(3),
    "signature" TEXT,
    "rate_limit_per_minute" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "triggers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trigger_secrets" (
    "id" UUID NOT NULL,
    "trigger_id" UUID NOT NULL,
    "sealed" TEXT,
    "hash" TEXT,
    "hint" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "trigger_secrets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trigger_deliveries" (
    "id" UUID NOT NULL,
    "trigger_id" UUID NOT NULL,
    "via" TEXT NOT NULL,
    "outcome" "delivery_outcome" NOT NULL,
    "reason_code" TEXT,
    "reason" TEXT,
    "fire_at" TIMESTAMPTZ(3),
    "message_id" TEXT,
    "task_id" UUID,
    "requested_by" TEXT,
    "redelivery_of" UUID,
    "headers" JSONB NOT NULL DEFAULT '{}',
    "body" TEXT,
    "body_bytes" INTEGER NOT NULL DEFAULT 0,
    "body_is_cut" BOOLEAN NOT NULL DEFAULT false,
    "verified" BOOLEAN NOT NULL DEFAULT true,
    "latency_ms" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trigger_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "triggers_name_key" ON "triggers"("name");

-- CreateIndex
CREATE INDEX "triggers_next_fire_at_idx" ON "triggers"("next_fire_at");

-- CreateIndex
CREATE UNIQUE INDEX "trigger_secrets_hash_key" ON "trigger_secrets"("hash");

-- CreateIndex
CREATE INDEX "trigger_secrets_trigger_id_idx" ON "trigger_secrets"("trigger_id");

-- CreateIndex
CREATE INDEX "trigger_deliveries_trigger_id_created_at_id_idx" ON "trigger_deliveries"("trigger_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "trigger_deliveries_task_id_idx" ON "trigger_deliveries"("task_id");

-- CreateIndex
CREATE UNIQUE INDEX "trigger_deliveries_trigger_id_fire_at_key" ON "trigger_deliveries"("trigger_id", "fire_at");

-- AddForeignKey
ALTER TABLE "triggers" ADD CONSTRAINT "triggers_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trigger_secrets" ADD CONSTRAINT "trigger_secrets_trigger_id_fkey" FOREIGN KEY ("trigger_id") REFERENCES "triggers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trigger_deliveries" ADD CONSTRAINT "trigger_deliveries_trigger_id_fkey" FOREIGN KEY ("trigger_id") REFERENCES "triggers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say, from here on.

-- A message makes one task, however often and wherever it arrives.
CREATE UNIQUE INDEX "trigger_deliveries_once_per_message" ON "trigger_deliveries"("trigger_id", "message_id")
    WHERE "outcome" = 'accepted' AND "message_id" IS NOT NULL;

ALTER TABLE "triggers"
    ADD CONSTRAINT "triggers_shape_of_kind" CHECK (
        ("kind" = 'cron') = ("cron" IS NOT NULL) AND ("kind" = 'cron') = ("time_zone" IS NOT NULL)
        AND ("kind" = 'webhook') = ("signature" IS NOT NULL)
        AND ("next_fire_at" IS NULL OR ("kind" = 'cron' AND "enabled"))
    );
ALTER TABLE "trigger_secrets"
    ADD CONSTRAINT "trigger_secrets_sealed_or_hash" CHECK (("sealed" IS NULL) <> ("hash" IS NULL));
