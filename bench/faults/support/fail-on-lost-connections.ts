import pg from 'pg';

/** As if nobody had thought of it: that a connection was lost while nothing was asked of it ends the process. */
export function failOnLostConnections(): void {
  const prototype = pg.Client.prototype as unknown as {
    emit: (this: pg.Client, ...of: unknown[]) => boolean;
  };
  const original = prototype.emit;
  prototype.emit = function (...of) {
    if (of[0] === 'error') {
      process.stderr.write(`uncaught: ${String(of[1])}\n`);
      process.exit(1);
    }
    return original.call(this, ...of);
  };
}
