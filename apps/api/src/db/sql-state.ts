/** The five-character SQLSTATE of a database error, wherever Prisma or the driver put it; null for other errors. */
export function sqlState(error: unknown): string | null {
  for (let current: unknown = error, depth = 0; current && depth < 6; depth += 1) {
    const fields = current as {
      code?: unknown;
      originalCode?: unknown;
      meta?: unknown;
      cause?: unknown;
      driverAdapterError?: unknown;
    };
    for (const code of [fields.originalCode, fields.code]) {
      if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !code.startsWith('P2')) return code;
    }
    current = fields.cause ?? fields.driverAdapterError ?? fields.meta;
  }
  return null;
}

/** Whether the database could not be reached, as against having refused the statement. */
export function isDatabaseAway(error: unknown): boolean {
  const state = sqlState(error);
  if (state && (state.startsWith('08') || state.startsWith('57P') || state === '53300')) return true;
  const { message = '', code = '' } = (error ?? {}) as { message?: string; code?: string };
  return /ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|P1001|P1002|P1017|P2024|P2028|Connection terminated|timeout exceeded when trying to connect|Query read timeout|Server has closed the connection|Can't reach database/.test(
    `${message} ${code}`,
  );
}
