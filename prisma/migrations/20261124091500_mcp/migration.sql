-- CreateTable
CREATE TABLE "mcp_servers" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "transport" TEXT NOT NULL,
    "url" TEXT,
    "sealed_headers" TEXT,
    "header_names" TEXT[],
    "timeout_ms" INTEGER NOT NULL DEFAULT 120000,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "error" TEXT,
    "checked_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mcp_servers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mcp_tools" (
    "name" TEXT NOT NULL,
    "server_id" UUID NOT NULL,
    "remote_name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "parameters" JSONB NOT NULL,
    "hints" JSONB NOT NULL DEFAULT '{}',
    "version" TEXT NOT NULL,
    "present" BOOLEAN NOT NULL DEFAULT true,
    "effect" TEXT NOT NULL DEFAULT 'once',
    "approved_version" TEXT,
    "approved_description" TEXT,
    "approved_parameters" JSONB,
    "approved_at" TIMESTAMPTZ(3),
    "approved_by_type" TEXT,
    "approved_by_id" TEXT,
    "approved_by_name" TEXT,

    CONSTRAINT "mcp_tools_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "mcp_servers_name_key" ON "mcp_servers"("name");

-- CreateIndex
CREATE INDEX "mcp_tools_server_id_idx" ON "mcp_tools"("server_id");

-- AddForeignKey
ALTER TABLE "mcp_tools" ADD CONSTRAINT "mcp_tools_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "mcp_servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a reviewer asks about an agent: has it run this tool, has it reached this host.
CREATE INDEX "task_events_tool_started_idx" ON "task_events" (("body" ->> 'tool'), "agent_name") WHERE "type" = 'tool_started';
CREATE INDEX "task_events_host_idx" ON "task_events" (("body" ->> 'host'), "agent_name") WHERE "type" = 'tool_started' AND "body" ->> 'host' IS NOT NULL;
CREATE INDEX "input_requests_confirmed_idx" ON "input_requests" (("action" ->> 'tool'), "answered_at" DESC) WHERE "kind" = 'confirmation' AND "outcome" IN ('approved', 'edited');
