-- CreateEnum
CREATE TYPE "model_kind" AS ENUM ('openai_compatible', 'anthropic', 'google', 'scripted');

-- CreateTable
CREATE TABLE "models" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "model_kind" NOT NULL,
    "provider_model" TEXT NOT NULL,
    "base_url" TEXT,
    "sealed_key" TEXT,
    "input_price_microusd" BIGINT,
    "output_price_microusd" BIGINT,
    "context_window" INTEGER,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "environment" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "models_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "models_name_key" ON "models"("name");

-- CreateIndex
CREATE UNIQUE INDEX "models_environment_key" ON "models"("environment");

-- What agents named so far, `provider:model`, becomes a model of that name. The next start gives those of the environment
-- their settings; the others show that they have no key.
INSERT INTO "models" ("id", "name", "kind", "provider_model")
SELECT gen_random_uuid(), "model",
       (CASE split_part("model", ':', 1) WHEN 'anthropic' THEN 'anthropic' WHEN 'scripted' THEN 'scripted'
        ELSE 'openai_compatible' END)::"model_kind",
       coalesce(nullif(substr("model", strpos("model", ':') + 1), ''), "model")
FROM (SELECT DISTINCT "model" FROM "agents" WHERE "model" IS NOT NULL) AS named;

-- AddForeignKey
ALTER TABLE "agents" ADD CONSTRAINT "agents_model_fkey" FOREIGN KEY ("model") REFERENCES "models"("name") ON DELETE RESTRICT ON UPDATE CASCADE;

-- At most one default, which is enabled; a price is whole or missing.
CREATE UNIQUE INDEX "models_default_idx" ON "models" ("is_default") WHERE "is_default";
ALTER TABLE "models" ADD CONSTRAINT "models_default_enabled" CHECK ("enabled" OR NOT "is_default");
ALTER TABLE "models" ADD CONSTRAINT "models_price_whole" CHECK (("input_price_microusd" IS NULL) = ("output_price_microusd" IS NULL));

-- At least one default, wherever there are models, when the transaction ends.
CREATE FUNCTION models_keep_default() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM models) AND NOT EXISTS (SELECT 1 FROM models WHERE is_default) THEN
    RAISE EXCEPTION 'one model has to be the default' USING ERRCODE = 'TH002';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "models_keep_default" AFTER INSERT OR UPDATE OR DELETE ON "models"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION models_keep_default();
