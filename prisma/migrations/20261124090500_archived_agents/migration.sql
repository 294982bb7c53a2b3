-- An agent that has had tasks is not deleted but archived, and its name is free again.
ALTER TABLE "agents" ADD COLUMN "archived_at" TIMESTAMPTZ(3);
DROP INDEX "agents_name_key";
CREATE UNIQUE INDEX "agents_name_live" ON "agents"("name") WHERE "archived_at" IS NULL;

-- Pending tasks that have begun before: few, and all that is claimed of a disabled agent, however many it has queued.
CREATE INDEX "tasks_resumable_idx" ON "tasks"("agent_id", "priority" DESC, "queued_at", "id")
    WHERE "status" = 'pending' AND "started_at" IS NOT NULL;

-- Gives up to p_limit runnable tasks to p_owner. Agents take turns: within a priority, an agent with fewer running tasks
-- comes first. A limited agent is counted under its row's lock, in a statement that starts after the lock was got and so
-- sees every claim before this one; its limit is never exceeded. Of a disabled agent only tasks that have begun go on.
CREATE OR REPLACE FUNCTION claim_tasks(p_owner uuid, p_limit integer, p_lease interval)
RETURNS TABLE (task_id uuid, task_attempt integer) LANGUAGE plpgsql AS $$
DECLARE
    locked uuid[];
BEGIN
    SELECT array_agg(limited.id) INTO locked FROM (
        SELECT a.id FROM agents a
        WHERE a.max_concurrent_tasks IS NOT NULL AND CASE WHEN a.enabled
          THEN EXISTS (SELECT 1 FROM tasks t WHERE t.agent_id = a.id AND t.status = 'pending' AND t.run_at <= now())
          ELSE EXISTS (SELECT 1 FROM tasks t WHERE t.agent_id = a.id AND t.status = 'pending' AND t.run_at <= now()
                       AND t.started_at IS NOT NULL) END
        ORDER BY a.id FOR NO KEY UPDATE
    ) limited;

    RETURN QUERY
    WITH room AS (
        SELECT a.id AS agent_id, a.enabled, running.count AS running,
               greatest(0, least(p_limit, coalesce(a.max_concurrent_tasks - running.count, p_limit))) AS free
        FROM agents a
        CROSS JOIN LATERAL (
            SELECT count(*)::integer AS count FROM tasks r WHERE r.agent_id = a.id AND r.status = 'in_progress'
        ) running
        WHERE (a.max_concurrent_tasks IS NULL OR a.id = ANY (locked)) AND CASE WHEN a.enabled
          THEN EXISTS (SELECT 1 FROM tasks t WHERE t.agent_id = a.id AND t.status = 'pending' AND t.run_at <= now())
          ELSE EXISTS (SELECT 1 FROM tasks t WHERE t.agent_id = a.id AND t.status = 'pending' AND t.run_at <= now()
                       AND t.started_at IS NOT NULL) END
    ), runnable AS (
        SELECT room.agent_id, room.running, q.* FROM room CROSS JOIN LATERAL (
            SELECT t.id, t.priority, t.queued_at FROM tasks t
            WHERE t.agent_id = room.agent_id AND t.status = 'pending' AND t.run_at <= now()
            ORDER BY t.priority DESC, t.queued_at, t.id
            LIMIT room.free FOR NO KEY UPDATE SKIP LOCKED
        ) q WHERE room.enabled
    ), resumable AS (
        SELECT room.agent_id, room.running, q.* FROM room CROSS JOIN LATERAL (
            SELECT t.id, t.priority, t.queued_at FROM tasks t
            WHERE t.agent_id = room.agent_id AND t.status = 'pending' AND t.run_at <= now() AND t.started_at IS NOT NULL
            ORDER BY t.priority DESC, t.queued_at, t.id
            LIMIT room.free FOR NO KEY UPDATE SKIP LOCKED
        ) q WHERE NOT room.enabled
    ), queued AS (
        SELECT q.id, q.priority, q.queued_at,
               q.running + row_number() OVER (PARTITION BY q.agent_id ORDER BY q.priority DESC, q.queued_at, q.id) AS turn
        FROM (SELECT * FROM runnable UNION ALL SELECT * FROM resumable) q
    ), chosen AS (
        SELECT queued.id FROM queued ORDER BY queued.priority DESC, queued.turn, queued.queued_at LIMIT p_limit
    ), claimed AS (
        UPDATE tasks t
        SET status = 'in_progress', attempt = t.attempt + 1, owner_id = p_owner, lease_expires_at = now() + p_lease,
            claimed_at = now(), started_at = coalesce(t.started_at, now()), updated_at = now(), last_seq = t.last_seq + 1,
            queued_ms = t.queued_ms + greatest(0, extract(epoch FROM now() - greatest(t.queued_at, t.run_at)) * 1000)::bigint
        FROM chosen WHERE t.id = chosen.id
        RETURNING t.id, t.session_id, t.attempt, t.last_seq, t.agent_id
    ), logged AS (
        INSERT INTO task_events (session_id, seq, task_id, type, attempt, agent_name, body)
        SELECT c.session_id, c.last_seq, c.id, 'status_change', c.attempt, a.name,
               jsonb_build_object('from', 'pending', 'to', 'in_progress', 'reason', 'claimed', 'by', null, 'note', null)
        FROM claimed c JOIN agents a ON a.id = c.agent_id
    )
    SELECT claimed.id, claimed.attempt FROM claimed;
END $$;
