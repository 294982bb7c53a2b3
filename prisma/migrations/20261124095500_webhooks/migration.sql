-- CreateTable
CREATE TABLE "webhooks" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "sealed_url" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "sealed_secret" TEXT,
    "sealed_previous_secret" TEXT,
    "previous_secret_until" TIMESTAMPTZ(3),
    "email" JSONB,
    "events" TEXT[],
    "agent_ids" UUID[],
    "tells_of_all" BOOLEAN NOT NULL DEFAULT true,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "disabled_reason" TEXT,
    "created_by_type" TEXT NOT NULL,
    "created_by_id" TEXT,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhooks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "id" UUID NOT NULL,
    "webhook_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "event" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "tried_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "body" TEXT,
    "last_at" TIMESTAMPTZ(3),
    "last_status" INTEGER,
    "last_error" TEXT,
    "last_ms" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "webhooks_name_key" ON "webhooks"("name");

-- CreateIndex
CREATE INDEX "webhook_deliveries_webhook_id_created_at_id_idx" ON "webhook_deliveries"("webhook_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "webhook_deliveries_task_id_idx" ON "webhook_deliveries"("task_id");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_deliveries_webhook_id_task_id_seq_key" ON "webhook_deliveries"("webhook_id", "task_id", "seq");

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhooks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say, from here on.

ALTER TABLE "webhooks"
    ADD CONSTRAINT "webhooks_format_known" CHECK ("format" IN ('standard', 'slack', 'teams', 'discord', 'email')),
    ADD CONSTRAINT "webhooks_email_when_email" CHECK (("format" = 'email') = ("email" IS NOT NULL));
ALTER TABLE "webhook_deliveries"
    ADD CONSTRAINT "webhook_deliveries_state_known" CHECK ("state" IN ('pending', 'delivered', 'dead'));

CREATE INDEX "webhook_deliveries_due_idx" ON "webhook_deliveries"("next_at") WHERE "state" = 'pending';
CREATE INDEX "webhook_deliveries_open_idx" ON "webhook_deliveries"("webhook_id", "task_id", "seq") WHERE "state" = 'pending';

-- Notices are written with the change of status they tell of, whatever code made it: neither can be there without the other.
CREATE FUNCTION queue_webhook_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    told text;
BEGIN
    told := CASE NEW.body ->> 'to'
        WHEN 'pending' THEN CASE WHEN NEW.body ->> 'from' IS NULL THEN 'task.created' END
        WHEN 'in_progress' THEN
            -- Only the first time that a worker takes it up.
            CASE WHEN EXISTS (SELECT 1 FROM tasks WHERE id = NEW.task_id AND started_at = claimed_at) THEN 'task.started' END
        WHEN 'needs_input' THEN 'task.needs_input'
        WHEN 'completed' THEN 'task.completed'
        WHEN 'failed' THEN 'task.failed'
        WHEN 'cancelled' THEN 'task.cancelled'
    END;
    IF told IS NOT NULL THEN
        INSERT INTO webhook_deliveries (id, webhook_id, task_id, seq, event)
        SELECT gen_random_uuid(), w.id, NEW.task_id, NEW.seq, told
        FROM webhooks w JOIN tasks t ON t.id = NEW.task_id
        WHERE w.enabled AND told = ANY (w.events) AND (w.tells_of_all OR t.agent_id = ANY (w.agent_ids))
        ORDER BY w.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER task_events_tell AFTER INSERT ON "task_events"
    FOR EACH ROW WHEN (NEW.type = 'status_change') EXECUTE FUNCTION queue_webhook_deliveries();
