import pg from 'pg';
import { protections, type Protection, type ProtectionName } from './protections.ts';

/** The environment variable that names the protection which the programs' processes do without. */
export const WITHOUT = 'FAULTS_WITHOUT';

export const protectionOf = (name: ProtectionName): Protection => protections[name];

type Query = (this: pg.Client, statement: unknown, ...rest: unknown[]) => unknown;

/** Changes the statements that this process sends, as the protection says, until the returned function is called. */
export function rewriteStatements({ rewrites = [] }: Protection): () => void {
  if (rewrites.length === 0) return () => undefined;
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const original = prototype.query;
  const rewrite = (text: string): string =>
    rewrites.reduce((sql, [pattern, by]) => sql.replace(pattern, by), text);
  prototype.query = function (statement, ...rest) {
    return original.call(this, rewritten(statement, rewrite), ...rest);
  };
  return () => {
    prototype.query = original;
  };
}

function rewritten(statement: unknown, rewrite: (text: string) => string): unknown {
  if (typeof statement === 'string') return rewrite(statement);
  if (typeof statement !== 'object' || statement === null || !('text' in statement)) return statement;
  const copy: object = Object.create(Object.getPrototypeOf(statement) as object);
  return Object.assign(copy, statement, { text: rewrite(String(statement.text)) });
}
