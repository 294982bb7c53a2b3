import { z } from './configure-zod.ts';
import { toolStateSchema } from './agent.ts';
import { defineEndpoint } from './endpoint.ts';
import { toolEffectSchema } from './input.ts';
import { listResponseOf, nothing } from './pagination.ts';
import { actorSchema, idSchema, jsonObjectSchema, timestampSchema } from './primitives.ts';

/** 1–24 lower-case letters, digits and single hyphens: the beginning of its tools' names. */
export const mcpServerNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(24)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Lower-case letters, digits and single hyphens only');

/** What a tool is to a model: its description and the JSON Schema of its arguments. */
const toolPromiseSchema = z.object({ description: z.string(), parameters: jsonObjectSchema });

/** A tool of an MCP server, with what an administrator approved and what the server says now. */
export const mcpToolSchema = z
  .object({
    /** What agents know it by: `<server>__<tool>`. */
    name: z.string(),
    /** What the server calls it. */
    remote_name: z.string(),
    description: z.string(),
    parameters: jsonObjectSchema,
    /** SHA-256 of name, description and schema as the server gave them last; send it to approve exactly this. */
    version: z.string(),
    state: toolStateSchema,
    effect: toolEffectSchema,
    /** What the server claims about the tool. Nothing rests on it. */
    hints: z.object({
      read_only: z.boolean().nullable(),
      destructive: z.boolean().nullable(),
      idempotent: z.boolean().nullable(),
    }),
    approved: toolPromiseSchema
      .extend({ version: z.string(), at: timestampSchema, by: actorSchema })
      .nullable(),
    /** Names of the agents that were given it. */
    used_by: z.array(z.string()),
  })
  .meta({ id: 'McpTool' });
export type McpTool = z.infer<typeof mcpToolSchema>;

/** `unknown`: nothing has connected yet; `failed`: `error` says why. */
export const mcpServerStateSchema = z.enum(['connected', 'failed', 'unknown', 'off', 'not_configured']);

/** An MCP server. Those of the transport `stdio` come from the server's own config file and cannot be changed here. */
export const mcpServerSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    transport: z.enum(['http', 'stdio']),
    url: z.string().nullable(),
    /** The command line of a stdio server, without its environment. */
    command: z.string().nullable(),
    /** Names of the headers that are sent; their values are never shown. */
    header_names: z.array(z.string()),
    timeout_ms: z.int(),
    enabled: z.boolean(),
    state: mcpServerStateSchema,
    error: z.string().nullable(),
    /** When its tools were read last, or could not be. */
    checked_at: timestampSchema.nullable(),
    tools: z.array(mcpToolSchema),
    /** Rises with every change; send it back to change only what you saw. */
    version: z.int(),
    created_at: timestampSchema,
    updated_at: timestampSchema,
  })
  .meta({ id: 'McpServer' });
export type McpServer = z.infer<typeof mcpServerSchema>;

const serverUrl = z.url({ protocol: /^https?$/, error: 'Must be an http or https URL' }).max(2_000);
const headers = z
  .record(
    z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, 'Not a header name'),
    z
      .string()
      .min(1)
      .max(8_192)
      .regex(/^[\t\x20-\x7e]*$/, 'Printable ASCII only'),
  )
  .refine((record) => Object.keys(record).length <= 20, 'At most 20 headers');
const timeout = z.int().min(1_000).max(600_000);

export const createMcpServerRequestSchema = z.strictObject({
  name: mcpServerNameSchema,
  url: serverUrl,
  headers: headers.default({}),
  /** How long a call of one of its tools may take. */
  timeout_ms: timeout.default(120_000),
  enabled: z.boolean().default(true),
});
export type CreateMcpServerRequest = z.infer<typeof createMcpServerRequestSchema>;

/** `headers` replaces all of them. The name stays: agents and past calls know the tools by it. */
export const updateMcpServerRequestSchema = z
  .strictObject({ url: serverUrl, headers, timeout_ms: timeout, enabled: z.boolean(), version: z.int() })
  .partial()
  .refine(
    (body) => Object.keys(body).some((key) => key !== 'version'),
    'Nothing to change: send at least one key',
  );
export type UpdateMcpServerRequest = z.infer<typeof updateMcpServerRequestSchema>;

/** Each with the version that was looked at: what has changed since is not approved. */
export const approveToolsRequestSchema = z.strictObject({
  tools: z
    .array(
      z.strictObject({
        name: z.string().max(64),
        version: z.string().max(64),
        effect: toolEffectSchema.optional(),
      }),
    )
    .min(1)
    .max(500),
});
export type ApproveToolsRequest = z.infer<typeof approveToolsRequestSchema>;

/** `approved: false` takes the approval back. */
export const updateMcpToolRequestSchema = z
  .strictObject({ effect: toolEffectSchema, approved: z.literal(false) })
  .partial()
  .refine((body) => Object.keys(body).length > 0, 'Nothing to change: send at least one key');
export type UpdateMcpToolRequest = z.infer<typeof updateMcpToolRequestSchema>;

const serverParams = z.object({ id: idSchema });

export const mcpEndpoints = {
  list: defineEndpoint({
    method: 'GET',
    path: '/mcp-servers',
    summary: 'List MCP servers with their tools',
    access: 'agents:read',
    params: nothing,
    query: nothing,
    body: nothing,
    response: listResponseOf(mcpServerSchema),
    status: 200,
  }),
  get: defineEndpoint({
    method: 'GET',
    path: '/mcp-servers/:id',
    summary: 'One MCP server with its tools',
    access: 'agents:read',
    params: serverParams,
    query: nothing,
    body: nothing,
    response: mcpServerSchema,
    status: 200,
  }),
  create: defineEndpoint({
    method: 'POST',
    path: '/mcp-servers',
    summary: 'Add an MCP server that speaks streamable HTTP; its tools are off until they are approved',
    access: 'admin',
    params: nothing,
    query: nothing,
    body: createMcpServerRequestSchema,
    response: mcpServerSchema,
    status: 201,
    audit: 'mcp_server_created',
  }),
  update: defineEndpoint({
    method: 'PATCH',
    path: '/mcp-servers/:id',
    summary: 'Change an MCP server, or switch it off or on',
    access: 'admin',
    params: serverParams,
    query: nothing,
    body: updateMcpServerRequestSchema,
    response: mcpServerSchema,
    status: 200,
    audit: 'mcp_server_changed',
  }),
  delete: defineEndpoint({
    method: 'DELETE',
    path: '/mcp-servers/:id',
    summary: 'Delete an MCP server and the approvals of its tools',
    access: 'admin',
    params: serverParams,
    query: nothing,
    body: nothing,
    response: nothing,
    status: 204,
    audit: 'mcp_server_deleted',
  }),
  test: defineEndpoint({
    method: 'POST',
    path: '/mcp-servers/:id/test',
    summary: 'Connect to an MCP server and read its list of tools; `state` and `error` say how it went',
    access: 'admin',
    params: serverParams,
    query: nothing,
    body: nothing,
    response: mcpServerSchema,
    status: 200,
  }),
  approve: defineEndpoint({
    method: 'POST',
    path: '/mcp-servers/:id/approve',
    summary:
      'Approve tools in the versions given; agents can be given them, and those that have them can call them',
    access: 'admin',
    params: serverParams,
    query: nothing,
    body: approveToolsRequestSchema,
    response: mcpServerSchema,
    status: 200,
    audit: 'mcp_tools_approved',
  }),
  updateTool: defineEndpoint({
    method: 'PATCH',
    path: '/mcp-servers/:id/tools/:name',
    summary: 'Say what running a tool twice does, or take its approval back',
    access: 'admin',
    params: z.object({ id: idSchema, name: z.string().min(1).max(64) }),
    query: nothing,
    body: updateMcpToolRequestSchema,
    response: mcpServerSchema,
    status: 200,
    audit: 'mcp_tool_changed',
  }),
};
