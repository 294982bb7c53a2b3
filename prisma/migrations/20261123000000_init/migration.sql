-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "task_status" AS ENUM ('pending', 'in_progress', 'needs_input', 'completed', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "task_source" AS ENUM ('agent', 'api', 'dashboard', 'cron', 'webhook');

-- CreateEnum
CREATE TYPE "input_kind" AS ENUM ('question', 'confirmation');

-- CreateEnum
CREATE TYPE "input_state" AS ENUM ('pending', 'answered', 'declined', 'expired', 'withdrawn');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('viewer', 'operator', 'admin');

-- CreateTable
CREATE TABLE "agents" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "instructions" TEXT NOT NULL DEFAULT '',
    "model" TEXT,
    "tools" TEXT[],
    "confirm_tools" TEXT[],
    "limits" JSONB NOT NULL DEFAULT '{}',
    "max_concurrent_tasks" INTEGER,
    "can_delegate_to" TEXT[],
    "delegates_to_any" BOOLEAN NOT NULL DEFAULT true,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tasks" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "agent_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT,
    "status" "task_status" NOT NULL DEFAULT 'pending',
    "source" "task_source" NOT NULL,
    "priority" SMALLINT NOT NULL DEFAULT 1,
    "labels" TEXT[],
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "limits" JSONB NOT NULL DEFAULT '{}',
    "result" TEXT,
    "failure_code" TEXT,
    "failure_message" TEXT,
    "created_by_type" TEXT NOT NULL,
    "created_by_id" TEXT,
    "created_by_name" TEXT NOT NULL,
    "parent_task_id" UUID,
    "parent_call_id" UUID,
    "awaited" BOOLEAN NOT NULL DEFAULT false,
    "root_task_id" UUID NOT NULL,
    "depth" SMALLINT NOT NULL DEFAULT 0,
    "retry_of" UUID,
    "trigger_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "waiting_since" TIMESTAMPTZ(3),
    "start_at" TIMESTAMPTZ(3),
    "deadline_at" TIMESTAMPTZ(3),
    "run_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "owner_id" UUID,
    "lease_expires_at" TIMESTAMPTZ(3),
    "claimed_at" TIMESTAMPTZ(3),
    "crashes" SMALLINT NOT NULL DEFAULT 0,
    "crashed_seq" INTEGER NOT NULL DEFAULT 0,
    "last_seq" INTEGER NOT NULL DEFAULT 0,
    "input_tokens" INTEGER NOT NULL DEFAULT 0,
    "output_tokens" INTEGER NOT NULL DEFAULT 0,
    "cost_microusd" BIGINT,
    "steps" INTEGER NOT NULL DEFAULT 0,
    "queued_ms" BIGINT NOT NULL DEFAULT 0,
    "model_ms" BIGINT NOT NULL DEFAULT 0,
    "tool_ms" BIGINT NOT NULL DEFAULT 0,
    "waiting_ms" BIGINT NOT NULL DEFAULT 0,
    "worked_ms" BIGINT NOT NULL DEFAULT 0,
    "cancel_requested_at" TIMESTAMPTZ(3),
    "cancel_requested_by_type" TEXT,
    "cancel_requested_by_id" TEXT,
    "cancel_requested_by_name" TEXT,
    "cancel_reason" TEXT,
    "cancel_acknowledged_at" TIMESTAMPTZ(3),
    "cancelled_attempt" INTEGER,
    "cancel_in_flight" JSONB,
    "late_writes_refused" INTEGER NOT NULL DEFAULT 0,
    "search" tsvector GENERATED ALWAYS AS (
        to_tsvector('simple', "title" || ' ' || coalesce("description", '') || ' ' || left(coalesce("result", ''), 100000))
    ) STORED,

    CONSTRAINT "tasks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task_events" (
    "session_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "task_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "agent_name" TEXT NOT NULL,
    "call_id" UUID,
    "body" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "task_events_pkey" PRIMARY KEY ("session_id","seq")
);

-- CreateTable
CREATE TABLE "input_requests" (
    "call_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "about_call_id" UUID,
    "kind" "input_kind" NOT NULL,
    "title" TEXT NOT NULL,
    "body_markdown" TEXT,
    "questions" JSONB NOT NULL,
    "action" JSONB,
    "allowed_decisions" TEXT[],
    "state" "input_state" NOT NULL DEFAULT 'pending',
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "on_expiry" TEXT NOT NULL DEFAULT 'stay',
    "answers" JSONB,
    "decision" TEXT,
    "outcome" TEXT,
    "args" JSONB,
    "message" TEXT,
    "answer_hash" TEXT,
    "answered_by_type" TEXT,
    "answered_by_id" TEXT,
    "answered_by_name" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "via" TEXT,

    CONSTRAINT "input_requests_pkey" PRIMARY KEY ("call_id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "actor" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "task_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("actor","key")
);

-- CreateTable
CREATE TABLE "workers" (
    "id" UUID NOT NULL,
    "lock_key" BIGINT NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "role" "role" NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "browser_sessions" (
    "id" UUID NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "browser_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_codes" (
    "code_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_codes_pkey" PRIMARY KEY ("code_hash")
);

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_by_type" TEXT NOT NULL,
    "created_by_id" TEXT,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "agents_name_key" ON "agents"("name");

-- CreateIndex
CREATE UNIQUE INDEX "tasks_session_id_key" ON "tasks"("session_id");

-- CreateIndex
CREATE INDEX "tasks_created_at_id_idx" ON "tasks"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "tasks_status_created_at_id_idx" ON "tasks"("status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "tasks_agent_id_created_at_id_idx" ON "tasks"("agent_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "tasks_source_created_at_id_idx" ON "tasks"("source", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "tasks_priority_created_at_id_idx" ON "tasks"("priority" DESC, "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "tasks_parent_task_id_created_at_idx" ON "tasks"("parent_task_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "tasks_root_task_id_idx" ON "tasks"("root_task_id");

-- CreateIndex
CREATE INDEX "tasks_trigger_id_created_at_idx" ON "tasks"("trigger_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "tasks_labels_idx" ON "tasks" USING GIN ("labels");

-- CreateIndex
CREATE UNIQUE INDEX "tasks_parent_task_id_parent_call_id_key" ON "tasks"("parent_task_id", "parent_call_id");

-- CreateIndex
CREATE INDEX "task_events_task_id_idx" ON "task_events"("task_id");

-- CreateIndex
CREATE INDEX "input_requests_task_id_asked_at_idx" ON "input_requests"("task_id", "asked_at");

-- CreateIndex
CREATE INDEX "input_requests_state_asked_at_idx" ON "input_requests"("state", "asked_at");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "browser_sessions_secret_hash_key" ON "browser_sessions"("secret_hash");

-- CreateIndex
CREATE INDEX "browser_sessions_user_id_idx" ON "browser_sessions"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_secret_hash_key" ON "api_tokens"("secret_hash");

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_parent_task_id_fkey" FOREIGN KEY ("parent_task_id") REFERENCES "tasks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_events" ADD CONSTRAINT "task_events_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "input_requests" ADD CONSTRAINT "input_requests_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "browser_sessions" ADD CONSTRAINT "browser_sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_codes" ADD CONSTRAINT "sign_in_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say, from here on.

CREATE INDEX "tasks_started_idx" ON "tasks"("started_at" DESC NULLS LAST, "id" DESC);
CREATE INDEX "tasks_finished_idx" ON "tasks"("finished_at" DESC NULLS LAST, "id" DESC);
CREATE INDEX "tasks_search_idx" ON "tasks" USING GIN ("search");
CREATE INDEX "tasks_runnable_idx" ON "tasks"("agent_id", "priority" DESC, "queued_at", "id") WHERE "status" = 'pending';
CREATE INDEX "tasks_running_idx" ON "tasks"("agent_id") WHERE "status" = 'in_progress';
CREATE INDEX "tasks_lease_idx" ON "tasks"("lease_expires_at") WHERE "status" = 'in_progress';
CREATE INDEX "tasks_waiting_on_child_idx" ON "tasks"("id") WHERE "status" = 'pending' AND "run_at" = 'infinity';
CREATE INDEX "tasks_waiting_idx" ON "tasks"("waiting_since") WHERE "status" = 'needs_input';
CREATE INDEX "input_requests_expiry_idx" ON "input_requests"("expires_at") WHERE "state" = 'pending';

-- A call is planned once, asked once, answered once and ends once. (It may be started again after a crash.)
CREATE UNIQUE INDEX "task_events_once_per_call" ON "task_events"("session_id", "call_id", "type")
    WHERE "type" IN ('tool_call', 'tool_result', 'input_request', 'input_response', 'task_created');

ALTER TABLE "tasks"
    ADD CONSTRAINT "tasks_priority_range" CHECK ("priority" BETWEEN 0 AND 3),
    ADD CONSTRAINT "tasks_lease_while_running" CHECK (
        ("status" = 'in_progress') = ("lease_expires_at" IS NOT NULL) AND ("status" = 'in_progress') = ("owner_id" IS NOT NULL)
    ),
    ADD CONSTRAINT "tasks_finished_when_final" CHECK (
        ("status" IN ('completed', 'failed', 'cancelled')) = ("finished_at" IS NOT NULL)
    );

ALTER TABLE "tasks" SET (autovacuum_vacuum_scale_factor = 0.02, fillfactor = 85);

-- The second wall behind the fence: an event of an attempt that is over is refused, whatever code sent it.
CREATE FUNCTION refuse_stale_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    current_attempt integer;
BEGIN
    SELECT attempt INTO current_attempt FROM tasks WHERE id = NEW.task_id;
    IF current_attempt IS DISTINCT FROM NEW.attempt THEN
        RAISE EXCEPTION 'event of attempt % refused: the task is at attempt %', NEW.attempt, current_attempt
            USING ERRCODE = 'TH001';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER task_events_fence BEFORE INSERT ON "task_events" FOR EACH ROW EXECUTE FUNCTION refuse_stale_event();

-- The log is append-only.
CREATE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'task_events is append-only' USING ERRCODE = 'TH002';
END $$;
CREATE TRIGGER task_events_append_only BEFORE UPDATE ON "task_events" FOR EACH ROW EXECUTE FUNCTION refuse_event_change();

-- Final is final, and every change of status raises the fence.
CREATE FUNCTION guard_status_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status IN ('completed', 'failed', 'cancelled') THEN
        RAISE EXCEPTION 'task % is % already', OLD.id, OLD.status USING ERRCODE = 'TH003';
    END IF;
    IF NEW.attempt <= OLD.attempt THEN
        RAISE EXCEPTION 'a change of status must raise the attempt' USING ERRCODE = 'TH004';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER tasks_status_guard BEFORE UPDATE OF "status" ON "tasks"
    FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION guard_status_change();

-- Gives up to p_limit runnable tasks to p_owner. Agents take turns: within a priority, an agent with fewer running tasks
-- comes first. A limited agent is counted under its row's lock, in a statement that starts after the lock was got and so
-- sees every claim before this one; its limit is never exceeded.
CREATE FUNCTION claim_tasks(p_owner uuid, p_limit integer, p_lease interval)
RETURNS TABLE (task_id uuid, task_attempt integer) LANGUAGE plpgsql AS $$
DECLARE
    locked uuid[];
BEGIN
    SELECT array_agg(limited.id) INTO locked FROM (
        SELECT a.id FROM agents a
        WHERE a.max_concurrent_tasks IS NOT NULL
          AND EXISTS (SELECT 1 FROM tasks t WHERE t.agent_id = a.id AND t.status = 'pending' AND t.run_at <= now())
        ORDER BY a.id FOR NO KEY UPDATE
    ) limited;

    RETURN QUERY
    WITH room AS (
        SELECT a.id AS agent_id, running.count AS running,
               least(p_limit, coalesce(a.max_concurrent_tasks - running.count, p_limit)) AS free
        FROM agents a
        CROSS JOIN LATERAL (
            SELECT count(*)::integer AS count FROM tasks r WHERE r.agent_id = a.id AND r.status = 'in_progress'
        ) running
        WHERE (a.max_concurrent_tasks IS NULL OR a.id = ANY (locked))
          AND EXISTS (SELECT 1 FROM tasks t WHERE t.agent_id = a.id AND t.status = 'pending' AND t.run_at <= now())
    ), queued AS (
        SELECT q.id, q.priority, q.queued_at,
               room.running + row_number() OVER (PARTITION BY room.agent_id ORDER BY q.priority DESC, q.queued_at, q.id) AS turn
        FROM room CROSS JOIN LATERAL (
            SELECT t.id, t.priority, t.queued_at FROM tasks t
            WHERE t.agent_id = room.agent_id AND t.status = 'pending' AND t.run_at <= now()
            ORDER BY t.priority DESC, t.queued_at, t.id
            LIMIT greatest(room.free, 0) FOR NO KEY UPDATE SKIP LOCKED
        ) q
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
