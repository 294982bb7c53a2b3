import pg from 'pg';
import { HeardClient } from './heard-client.ts';

type Settings = pg.PoolConfig & {
  max: number;
  /** How long to wait for a connection when all are in use; opening a new one may take longer. */
  waitMs: number;
};

const OPEN_MS = 5_000;

type Callback = Parameters<typeof pg.Pool.prototype.connect>[0];

/** The driver's pool has one time limit for both, waiting for one of its connections and opening one on a slow machine. */
export class RequestPool extends pg.Pool {
  readonly #max: number;
  readonly #waitMs: number;

  constructor({ waitMs, ...config }: Settings) {
    super({ ...config, Client: HeardClient });
    this.#max = config.max;
    this.#waitMs = waitMs;
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Callback): void;
  override connect(callback?: Callback): Promise<pg.PoolClient> | void {
    this.options.connectionTimeoutMillis = this.totalCount < this.#max ? OPEN_MS : this.#waitMs;
    return callback ? super.connect(callback) : super.connect();
  }
}
