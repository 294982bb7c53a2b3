import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger };

const SECRETS = /\b(bb_|whsec_|sk-)[A-Za-z0-9_-]{6,}/g;

/** JSON lines on standard output. What looks like a token or key is masked wherever it stands in a message. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    redact: {
      paths: ['req.headers.authorization', 'req.headers.cookie', '*.password', '*.token'],
      censor: '[hidden]',
    },
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: {
      logMethod(this: Logger, args: Parameters<Logger['info']>, method: Logger['info']): void {
        const masked = args.map((arg: unknown) =>
          typeof arg === 'string' ? arg.replace(SECRETS, '$1***') : arg,
        );
        method.apply(this, masked as Parameters<Logger['info']>);
      },
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
