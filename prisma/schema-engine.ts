import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

export const prismaFolder = import.meta.dirname;

/** Node has it, but its types are only in TypeScript's library for browsers. */
const { WebAssembly: webAssembly } = globalThis as unknown as {
  WebAssembly: {
    instantiate: (
      code: Uint8Array,
      imports: object,
    ) => Promise<{ instance: { exports: { __wbindgen_start: () => void } } }>;
  };
};

/**
 * Lends Prisma's schema engine to `work`: what `prisma migrate` runs, as WebAssembly instead of a binary, connected to
 * `databaseUrl`. Its connections are closed again.
 */
export async function withSchemaEngine<Result>(
  databaseUrl: string,
  work: (engine: glue.SchemaEngine) => Promise<Result>,
): Promise<Result> {
  await (loaded ??= load());
  const schema = await readFile(join(prismaFolder, 'schema.prisma'), 'utf8');
  const connections = wholeScriptAdapter(databaseUrl);
  const adapter = bindMigrationAwareSqlAdapterFactory(connections.factory);
  try {
    const engine = await glue.SchemaEngine.new(
      { datamodels: [['schema.prisma', schema]] },
      () => undefined,
      adapter,
    );
    return await work(engine).finally(() => engine.free());
  } finally {
    await connections.close();
  }
}

/** Once a process: the glue knows one instance, and what is left of an earlier one would call into the next. */
let loaded: Promise<void> | undefined;

async function load(): Promise<void> {
  const gluePath = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasm = await readFile(gluePath.replace(/\.js$/, '.wasm'));
  const { instance } = await webAssembly.instantiate(wasm, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}

/** Prisma's adapter cuts a script at each semicolon, inside function bodies too; Postgres takes a script as it is. */
function wholeScriptAdapter(connectionString: string): { factory: PrismaPg; close: () => Promise<void> } {
  const factory = new PrismaPg({ connectionString }, { schema: 'public' });
  const connect = factory.connect.bind(factory);
  const open: Awaited<ReturnType<typeof connect>>[] = [];
  factory.connect = async () => {
    const adapter = await connect();
    open.push(adapter);
    adapter.executeScript = (script) => runScript(connectionString, script);
    return adapter;
  };
  return { factory, close: async () => void (await Promise.all(open.map((adapter) => adapter.dispose()))) };
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
