import {
  createMcpServerRequestSchema,
  updateMcpServerRequestSchema,
  type CreateMcpServerRequest,
  type McpServer,
  type UpdateMcpServerRequest,
} from '@taskhelm/contract';

/** The form as it is filled in. `headers` is a line for each, `Name: value`; left empty on an edit, they stay. */
export type ServerDraft = {
  name: string;
  url: string;
  headers: string;
  dropHeaders: boolean;
  seconds: string;
  enabled: boolean;
};
export type ServerErrors = Partial<Record<'name' | 'url' | 'headers' | 'seconds', string>>;

export function serverDraft(server: McpServer | null): ServerDraft {
  return {
    name: server?.name ?? '',
    url: server?.url ?? '',
    headers: '',
    dropHeaders: false,
    seconds: String((server?.timeout_ms ?? 120_000) / 1_000),
    enabled: server?.enabled ?? true,
  };
}

type Read<Body> = { body: Body } | { errors: ServerErrors };

export function readNewServer(draft: ServerDraft): Read<CreateMcpServerRequest> {
  const headers = readHeaders(draft.headers);
  if (headers === null) return { errors: { headers: HEADERS } };
  const parsed = createMcpServerRequestSchema.safeParse({
    name: draft.name,
    url: draft.url.trim(),
    headers,
    timeout_ms: Number(draft.seconds) * 1_000,
    enabled: draft.enabled,
  });
  return parsed.success ? { body: parsed.data } : { errors: errorsOf(parsed.error.issues) };
}

/** Of a server of the config file only whether it is on can be changed. */
export function readChange(draft: ServerDraft, server: McpServer): Read<UpdateMcpServerRequest> {
  const { version } = server;
  if (server.transport === 'stdio') return { body: { enabled: draft.enabled, version } };
  const headers = readHeaders(draft.headers);
  if (headers === null) return { errors: { headers: HEADERS } };
  const isReplaced = draft.dropHeaders || Object.keys(headers).length > 0;
  const parsed = updateMcpServerRequestSchema.safeParse({
    url: draft.url.trim(),
    timeout_ms: Number(draft.seconds) * 1_000,
    enabled: draft.enabled,
    version,
    ...(isReplaced ? { headers } : {}),
  });
  return parsed.success ? { body: parsed.data } : { errors: errorsOf(parsed.error.issues) };
}

const HEADERS = 'One a line, as “Name: value”';

function readHeaders(text: string): Record<string, string> | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const pairs = lines.map((line) => /^\s*([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line));
  if (pairs.some((pair) => pair === null)) return null;
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? '']));
}

function errorsOf(issues: readonly { path: PropertyKey[] }[]): ServerErrors {
  const wrong = new Set(issues.map((issue) => issue.path[0]));
  return {
    ...(wrong.has('name') ? { name: 'At most 24 lower-case letters, digits and single hyphens' } : {}),
    ...(wrong.has('url') ? { url: 'A whole address that begins with https:// or http://' } : {}),
    ...(wrong.has('headers') ? { headers: HEADERS } : {}),
    ...(wrong.has('timeout_ms') ? { seconds: 'Between 1 and 600 seconds' } : {}),
  };
}
