import { withSchemaEngine } from './schema-engine.ts';

/**
 * The SQL that leads from one schema.prisma to another; from an empty database where `from` is null. Both are compared as
 * text, the database at `databaseUrl` is only what the engine insists on being connected to.
 */
export async function schemaDiff(from: string | null, to: string, databaseUrl: string): Promise<string> {
  return withSchemaEngine(databaseUrl, async (engine) => {
    const { stdout } = await engine.diff({
      from: from === null ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: [schemaFile(from)] },
      to: { tag: 'schemaDatamodel', files: [schemaFile(to)] },
      script: true,
      exitCode: false,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout ?? '';
  });
}

const schemaFile = (content: string): { path: string; content: string } => ({
  path: 'schema.prisma',
  content,
});
