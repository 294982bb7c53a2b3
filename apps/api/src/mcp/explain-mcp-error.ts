import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js';
import { ToolError } from '@taskhelm/engine';
import { McpLost, McpTooLarge, McpUnreachable } from './mcp-errors.ts';

const MAX_TEXT = 2_000;
const REFUSED: Record<number, string> = {
  401: 'It refuses the credentials (401): check the headers.',
  403: 'It refuses the credentials (403): check the headers.',
  404: 'There is no MCP endpoint at this address (404): check the URL.',
  405: 'This address does not speak streamable HTTP (405): check the URL.',
};
const CAUSES: Record<string, string> = {
  ECONNREFUSED: 'Nothing listens at its address.',
  ENOENT: 'Its command was not found on this machine.',
  EACCES: 'Its command may not be run.',
  CERT_HAS_EXPIRED: 'Its certificate has expired.',
  UND_ERR_CONNECT_TIMEOUT: 'Its address does not answer.',
};

/** Why a server cannot be used, in a sentence without anything internal. */
export function explainMcpError(error: unknown): string {
  if (error instanceof McpUnreachable || error instanceof ToolError) return error.message;
  if (error instanceof McpTooLarge) return 'It sent more than 8 MB in one message and was cut off.';
  if (error instanceof McpLost) return 'It ended the connection.';
  if (error instanceof StreamableHTTPError) return explainStatus(error.code);
  if (error instanceof McpError) return explainAnswer(error);
  return causeOf(error) ?? 'It cannot be reached, or does not speak MCP.';
}

/** Whether the error says for sure that a call did not begin, or how it ended. */
export function isOutcomeKnown(error: unknown): boolean {
  if (error instanceof McpLost) return false;
  if (error instanceof StreamableHTTPError) return (error.code ?? 500) < 500;
  if (error instanceof McpError || error instanceof McpTooLarge || error instanceof McpUnreachable)
    return true;
  return error instanceof ToolError || causeOf(error) !== null;
}

function explainStatus(status: number | undefined): string {
  return REFUSED[status ?? 0] ?? `It answered with the HTTP status ${status ?? 'unknown'}.`;
}

function explainAnswer(error: McpError): string {
  if (error.code === (ErrorCode.RequestTimeout as number)) return 'It did not answer in time.';
  return `It answered with an error: ${error.message.slice(0, MAX_TEXT)}`;
}

function causeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if (error instanceof ToolError) return error.message;
  const { code, cause } = error as NodeJS.ErrnoException;
  return CAUSES[code ?? ''] ?? causeOf(cause);
}
