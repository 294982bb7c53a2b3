-- CreateTable
CREATE TABLE "views" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "owner_type" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "owner_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "views_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "views_owner_type_owner_id_name_key" ON "views"("owner_type", "owner_id", "name");

-- What Prisma cannot say, from here on.

-- Whether a failure is a new one.
CREATE INDEX "tasks_failed_idx" ON "tasks"("failure_code", "finished_at") WHERE "status" = 'failed';
