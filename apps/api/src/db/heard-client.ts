import pg from 'pg';

/**
 * For pools. The driver's takes its error listener off a connection that it hands out, before whoever gets it can put one
 * there: a server that dies in that moment would end this process. The statement that follows fails with the same error.
 */
export class HeardClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
