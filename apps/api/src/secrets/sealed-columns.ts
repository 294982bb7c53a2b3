import { headersOwner } from '../mcp/open-mcp-server.ts';
import { keyOwner } from '../models/model-source.ts';
import { valueOwner } from '../tool-secrets/tool-secret-service.ts';
import { signingOwner } from '../triggers/trigger-secrets.ts';
import { secretOwner, urlOwner } from '../webhooks/webhook-secrets.ts';

/** A column whose values a SecretBox sealed, and for whom: `owner` is given the `key` column as text, which need not be unique. */
export type SealedColumn = { table: string; column: string; key: string; owner: (key: string) => string };

/** Every column with sealed values. A new one is a line here, and a change of SECRET_KEY takes it along. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: 'models', column: 'sealed_key', key: 'id', owner: keyOwner },
  { table: 'mcp_servers', column: 'sealed_headers', key: 'id', owner: headersOwner },
  { table: 'tool_secrets', column: 'sealed_value', key: 'id', owner: valueOwner },
  { table: 'trigger_secrets', column: 'sealed', key: 'trigger_id', owner: signingOwner },
  { table: 'webhooks', column: 'sealed_url', key: 'id', owner: urlOwner },
  { table: 'webhooks', column: 'sealed_secret', key: 'id', owner: secretOwner },
  { table: 'webhooks', column: 'sealed_previous_secret', key: 'id', owner: secretOwner },
];
