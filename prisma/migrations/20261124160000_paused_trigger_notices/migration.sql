-- AlterTable
ALTER TABLE "webhook_deliveries" ADD COLUMN     "note" TEXT,
ADD COLUMN     "trigger_id" UUID,
ALTER COLUMN "task_id" DROP NOT NULL,
ALTER COLUMN "seq" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "webhook_deliveries_trigger_id_idx" ON "webhook_deliveries"("trigger_id");

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_trigger_id_fkey" FOREIGN KEY ("trigger_id") REFERENCES "triggers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say, from here on.

ALTER TABLE "webhook_deliveries"
    ADD CONSTRAINT "webhook_deliveries_one_subject" CHECK (num_nonnulls("task_id", "trigger_id") = 1),
    ADD CONSTRAINT "webhook_deliveries_seq_of_task" CHECK (("task_id" IS NULL) = ("seq" IS NULL));

-- A trigger that pauses itself tells so in the statement that pauses it. One that a person pauses has no `paused_at`.
CREATE FUNCTION queue_paused_trigger_notices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO webhook_deliveries (id, webhook_id, trigger_id, note, event)
    SELECT gen_random_uuid(), w.id, NEW.id, NEW.paused_reason, 'trigger.paused'
    FROM webhooks w
    WHERE w.enabled AND 'trigger.paused' = ANY (w.events) AND (w.tells_of_all OR NEW.agent_id = ANY (w.agent_ids))
    ORDER BY w.id;
    RETURN NULL;
END $$;
CREATE TRIGGER triggers_tell_of_pause AFTER UPDATE OF "paused_at" ON "triggers"
    FOR EACH ROW WHEN (OLD.paused_at IS NULL AND NEW.paused_at IS NOT NULL) EXECUTE FUNCTION queue_paused_trigger_notices();
