import type { EmbeddedPostgres } from '../../src/db/embedded-postgres.ts';

type Shared = { postgres?: EmbeddedPostgres & { folder: string } };

/** What setup hands to teardown: both run in Jest's main process, but as separate modules. */
export const shared = (): Shared => ((globalThis as { taskhelmShared?: Shared }).taskhelmShared ??= {});
