-- Fires that no agent took count as failures in a row; they are looked for every few seconds among many that were taken.
CREATE INDEX "trigger_deliveries_untaken_idx" ON "trigger_deliveries"("trigger_id", "created_at" DESC)
  WHERE "reason_code" = 'agent_disabled';
