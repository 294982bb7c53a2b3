import { join, resolve } from 'node:path';
import { z } from '@taskhelm/contract';

/** A setting left empty counts as not set, as in a copied .env.example. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
const withDefault = <Schema extends z.ZodType>(schema: Schema, value: z.input<Schema>) =>
  z.preprocess((given) => (given === '' || given === undefined ? value : given), schema);

const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(minimum).max(maximum));
const secretKey = z.string().min(32, 'must have at least 32 characters').max(1_000);
const yesOrNo = withDefault(
  z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1'),
  'false',
);
/** Hosts with or without a port, IPv6 ones in brackets, separated by commas. */
const hostList = z
  .string()
  .transform((text) => text.split(',').map((host) => host.trim()))
  .transform((hosts) => hosts.filter((host) => host !== ''))
  .refine(
    (hosts) => hosts.every(isHost),
    'must be hosts such as 10.0.0.5 or llm.internal:8000, separated by commas',
  );
const isHost = (text: string): boolean =>
  /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i.test(text) && URL.canParse(`http://${text}`);
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });

/** Every setting, by the name of its environment variable. */
export const environmentSchema = z.object({
  PORT: withDefault(wholeNumber(0, 65_535), '8443'),
  HOST: withDefault(z.string().min(1), '127.0.0.1'),
  DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')),
  DATA_DIR: withDefault(z.string().min(1), './.data'),
  ROLE: withDefault(z.enum(['all', 'api', 'worker']), 'all'),
  WORKER_CONCURRENCY: withDefault(wholeNumber(1, 1_000), '10'),
  BOOTSTRAP_TOKEN: optional(z.string().min(8, 'must have at least 8 characters').max(200)),
  ADMIN_EMAIL: withDefault(z.email(), 'admin@localhost.localdomain'),
  ADMIN_PASSWORD: optional(z.string().min(8, 'must have at least 8 characters').max(1_024)),
  SECRET_KEY: optional(secretKey),
  SECRET_KEY_PREVIOUS: optional(secretKey),
  PUBLIC_URL: optional(httpUrl),
  LOG_LEVEL: withDefault(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']), 'info'),
  OPENAI_API_KEY: optional(z.string().min(1)),
  OPENAI_BASE_URL: optional(httpUrl),
  OPENAI_MODEL: optional(z.string().min(1)),
  ANTHROPIC_API_KEY: optional(z.string().min(1)),
  ANTHROPIC_MODEL: optional(z.string().min(1)),
  MODEL_PRIVATE_HOSTS: withDefault(hostList, ''),
  ALLOW_PRIVATE_NETWORK_TOOLS: yesOrNo,
  ALLOW_PRIVATE_NETWORK_MCP: yesOrNo,
  MCP_CONFIG_FILE: optional(z.string().min(1)),
  NOTICE_PRIVATE_HOSTS: withDefault(hostList, ''),
});

/** What the server runs with. `databaseUrl` null means the embedded Postgres in `dataDir`. */
export type Config = {
  port: number;
  host: string;
  databaseUrl: string | null;
  dataDir: string;
  role: 'all' | 'api' | 'worker';
  workerConcurrency: number;
  bootstrapToken: string | null;
  adminEmail: string;
  adminPassword: string | null;
  /** Encrypts stored secrets; null means the key file in `dataDir`. `previous` still opens what it sealed. */
  secretKey: string | null;
  secretKeyPrevious: string | null;
  publicUrl: string;
  logLevel: string;
  openai: { apiKey: string | null; baseUrl: string; model: string } | null;
  anthropic: { apiKey: string; model: string } | null;
  /** `host` or `host:port` where models may run although it is not on the public internet. */
  modelPrivateHosts: string[];
  /** Where an Ollama of this machine would be. */
  ollamaUrl: string;
  /** `host` or `host:port` where notices may go although it is not on the public internet. */
  noticePrivateHosts: string[];
  allowPrivateNetworkTools: boolean;
  allowPrivateNetworkMcp: boolean;
  /** Where the stdio servers stand; `isRequired` where somebody said so. */
  mcpConfigFile: { path: string; isRequired: boolean };
  webRoot: string;
  /** Set by the programs of bench/faults only. */
  failpoint: string | null;
};

/** A setting that the server cannot start with; the message is one line for the person who set it. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Reads and checks the settings. Throws `ConfigError` naming the first bad one; its value is not repeated. */
export function loadConfig(environment: NodeJS.ProcessEnv): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(`the setting ${issue?.path.join('.')} is not valid: ${issue?.message}`);
  }
  const settings = parsed.data;
  const publicUrl = settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`;
  return {
    port: settings.PORT,
    host: settings.HOST,
    databaseUrl: settings.DATABASE_URL ?? null,
    dataDir: resolve(settings.DATA_DIR),
    role: settings.ROLE,
    workerConcurrency: settings.WORKER_CONCURRENCY,
    bootstrapToken: settings.BOOTSTRAP_TOKEN ?? null,
    adminEmail: settings.ADMIN_EMAIL,
    adminPassword: settings.ADMIN_PASSWORD ?? null,
    secretKey: settings.SECRET_KEY ?? null,
    secretKeyPrevious: settings.SECRET_KEY_PREVIOUS ?? null,
    publicUrl: publicUrl.replace(/\/+$/, ''),
    logLevel: settings.LOG_LEVEL,
    openai: openaiSettings(settings),
    anthropic: settings.ANTHROPIC_API_KEY
      ? { apiKey: settings.ANTHROPIC_API_KEY, model: settings.ANTHROPIC_MODEL ?? 'claude-sonnet-4-5' }
      : null,
    modelPrivateHosts: settings.MODEL_PRIVATE_HOSTS,
    ollamaUrl: 'http://localhost:11434',
    noticePrivateHosts: settings.NOTICE_PRIVATE_HOSTS,
    allowPrivateNetworkTools: settings.ALLOW_PRIVATE_NETWORK_TOOLS,
    allowPrivateNetworkMcp: settings.ALLOW_PRIVATE_NETWORK_MCP,
    mcpConfigFile: {
      path: resolve(settings.MCP_CONFIG_FILE ?? join(settings.DATA_DIR, 'mcp.json')),
      isRequired: settings.MCP_CONFIG_FILE !== undefined,
    },
    failpoint: environment['TASKHELM_FAILPOINT'] || null,
    webRoot: resolve(import.meta.dirname, '../../web/dist'),
  };
}

function openaiSettings(settings: z.output<typeof environmentSchema>): Config['openai'] {
  if (!settings.OPENAI_API_KEY && !settings.OPENAI_BASE_URL) return null;
  if (settings.OPENAI_BASE_URL && !settings.OPENAI_MODEL) {
    throw new ConfigError('OPENAI_BASE_URL is set, so OPENAI_MODEL must say which model to ask for there');
  }
  return {
    apiKey: settings.OPENAI_API_KEY ?? null,
    baseUrl: settings.OPENAI_BASE_URL ?? 'https://api.openai.com/v1',
    model: settings.OPENAI_MODEL ?? 'gpt-5-mini',
  };
}
