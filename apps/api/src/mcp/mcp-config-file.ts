import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { mcpServerNameSchema, z } from '@taskhelm/contract';
import { ConfigError } from '../config.ts';

/** A server that is started as a process of its own and spoken to over its standard input and output. */
export type StdioServer = {
  command: string;
  args: string[];
  /** Beside PATH, HOME and the like, all that the process gets of an environment. */
  env: Record<string, string>;
  cwd: string;
  timeoutMs: number;
};

/** By name. */
export type StdioServers = ReadonlyMap<string, StdioServer>;

const fileSchema = z.strictObject({
  mcpServers: z.record(
    mcpServerNameSchema,
    z.strictObject({
      command: z.string().min(1),
      args: z.array(z.string()).default([]),
      env: z.record(z.string(), z.string()).default({}),
      cwd: z.string().min(1).optional(),
      timeout_ms: z.int().min(1_000).max(600_000).default(120_000),
    }),
  ),
});

/**
 * The stdio servers of the config file; only who can write this file can have commands run. Without `isRequired` a file
 * that is not there means none. Throws `ConfigError` without repeating values, which may be secret.
 */
export async function readMcpConfigFile(path: string, isRequired: boolean): Promise<StdioServers> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && !isRequired) return null;
    throw new ConfigError(`the MCP config file ${path} cannot be read (${error.code})`);
  });
  if (text === null) return new Map();
  const parsed = fileSchema.safeParse(parseJson(text, path));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(
      `the MCP config file ${path} is not valid at ${issue?.path.join('.')}: ${issue?.message}`,
    );
  }
  const folder = dirname(path);
  return new Map(
    Object.entries(parsed.data.mcpServers).map(([name, { cwd, timeout_ms, ...server }]) => [
      name,
      { ...server, cwd: resolve(folder, cwd ?? '.'), timeoutMs: timeout_ms },
    ]),
  );
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ConfigError(`the MCP config file ${path} is not JSON`);
  }
}
