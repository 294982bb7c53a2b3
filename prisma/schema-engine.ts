import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

export const prismaFolder = import.meta.dirname;

/** Node has it, but its types are only in TypeScript's library for browsers. */
const { WebAssembly: webAssembly } = globalThis as unknown as {
  WebAssembly: {
    instantiate: (code: Uint8Array, imports: object) => Promise<{ instance: { exports: { __wbindgen_start: () => void } } }>;
  };
};

/** Prisma's schema engine as WebAssembly, connected to `databaseUrl`: what `prisma migrate` runs, without a binary. */
export async function openSchemaEngine(databaseUrl: string): Promise<glue.SchemaEngine> {
  const gluePath = fileURLToPath(import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const wasm = await readFile(gluePath.replace(/\.js$/, '.wasm'));
  const { instance } = await webAssembly.instantiate(wasm, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const schema = await readFile(join(prismaFolder, 'schema.prisma'), 'utf8');
  const adapter = bindMigrationAwareSqlAdapterFactory(wholeScriptAdapter(databaseUrl));
  return glue.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => undefined, adapter);
}

/** Prisma's adapter cuts a script at each semicolon, inside function bodies too; Postgres takes a script as it is. */
function wholeScriptAdapter(connectionString: string): PrismaPg {
  const factory = new PrismaPg({ connectionString }, { schema: 'public' });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = (script) => runScript(connectionString, script);
    return adapter;
  };
  return factory;
}

async function runScript(connectionString: string, script: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(script);
  } finally {
    await client.end();
  }
}
