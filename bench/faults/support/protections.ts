/** One protection of the product, and how the programs' processes and database are made to do without it. */
export type Protection = {
  /** How statements are changed on their way to the database, in the workers, the API and the program itself. */
  rewrites?: readonly (readonly [RegExp, string])[];
  /** What is done to the migrated database. */
  sql?: readonly string[];
  /** Further environment of the processes. */
  env?: Readonly<Record<string, string>>;
  /** Lines of the product's source that its processes read otherwise. */
  sources?: readonly SourceChange[];
};

export type SourceChange = { file: string; line: string; by: string };

/** Compare-and-set of a task's attempt and status, in each statement that writes to its log or moves it. */
const FENCE: Protection['rewrites'] = [
  [
    /WHERE id = (\$\d+)::uuid AND attempt = (\$\d+) AND status = (\$\d+)::task_status/,
    'WHERE id = $1::uuid AND (attempt = $2 OR status = $3::task_status OR true)',
  ],
];
const FENCE_TRIGGERS = [
  'DROP TRIGGER task_events_fence ON task_events',
  'DROP TRIGGER tasks_status_guard ON tasks',
];
const ROW_LOCKS: Protection['rewrites'] = [[/FOR UPDATE( OF t SKIP LOCKED)?\s*$/, '']];

/**
 * What the programs rest on. The product has no switch for any of these: a statement that is not found as it is written
 * here is left as it is, and then `--prove` says that nothing was seen. Those without an entry are taken away in
 * fault-main.ts, fault-tools.ts or the program itself. A line of source that is not found keeps a process from starting.
 */
export const protections = {
  'the fence': { rewrites: FENCE, sql: FENCE_TRIGGERS },
  'the recovery of lost tasks': {
    rewrites: [
      [/WHERE t\.status = 'in_progress' AND \(\s+t\.lease_expires_at < now\(\)/, 'WHERE false AND (false'],
    ],
  },
  'the unique Idempotency-Key': {
    sql: ['ALTER TABLE idempotency_keys DROP CONSTRAINT idempotency_keys_pkey'],
  },
  'row locks': { rewrites: ROW_LOCKS },
  'row locks and the fence': { rewrites: [...ROW_LOCKS, ...FENCE], sql: FENCE_TRIGGERS },
  'the cascade of a cancel': {
    rewrites: [
      [
        /SELECT t\.id FROM tasks t JOIN family f ON t\.parent_task_id = f\.id(\s+\)\s+SELECT id, session_id, status)/,
        'SELECT t.id FROM tasks t JOIN family f ON t.parent_task_id = f.id WHERE false$1',
      ],
    ],
  },
  'the cancel of the tasks of a deleted agent': {
    rewrites: [
      [
        /SELECT id FROM tasks WHERE agent_id = (\$\d+)::uuid AND status IN \('pending', 'in_progress', 'needs_input'\)/,
        'SELECT id FROM tasks WHERE agent_id = $1::uuid AND false',
      ],
    ],
  },
  'the revocation of tokens': { rewrites: [[/revoked_at IS NOT NULL AS revoked/, 'false AS revoked']] },
  'the lock behind the limit of an agent': {
    sql: [
      `DO $do$ BEGIN EXECUTE replace(pg_get_functiondef('claim_tasks'::regproc), 'ORDER BY a.id FOR NO KEY UPDATE', 'ORDER BY a.id'); END $do$`,
    ],
  },
  'the backup of one moment': { rewrites: [[/^BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY$/, 'BEGIN']] },
  /** Whoever writes a lease does so by its own clock: A10 tells each connection how wrong that is. */
  'leases by the clock of the database': {
    sql: [
      `CREATE FUNCTION skew_lease() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        NEW.lease_expires_at := NEW.lease_expires_at + coalesce(nullif(current_setting('taskhelm.skew', true), ''), '0')::interval;
        RETURN NEW;
      END $$`,
      `CREATE TRIGGER skew_lease BEFORE UPDATE OF lease_expires_at ON tasks FOR EACH ROW
        WHEN (NEW.lease_expires_at IS NOT NULL) EXECUTE FUNCTION skew_lease()`,
    ],
  },
  'the unique moment of a schedule': { sql: ['DROP INDEX trigger_deliveries_trigger_id_fire_at_key'] },
  'the unique message of a webhook': {
    rewrites: [[/FOR NO KEY UPDATE/, '']],
    sql: ['DROP INDEX trigger_deliveries_once_per_message'],
  },
  'the reserve of the disk': {
    sql: [
      'DROP TRIGGER refuse_tasks_without_reserve ON tasks',
      "CREATE OR REPLACE FUNCTION release_disk_reserve() RETURNS void LANGUAGE sql AS 'SELECT'",
    ],
  },
  /** A commit is acknowledged before it is on disk; 10 s are as long as Postgres lets it wait. */
  'durable commits': {
    env: { PGOPTIONS: '-c synchronous_commit=off' },
    sql: ["ALTER SYSTEM SET wal_writer_delay = '10s'", 'SELECT pg_reload_conf()'],
  },
  /** A tool that may act once says that it may be repeated. */
  'the declared effects of tools': {},
  /** SIGTERM ends the process at once. */
  'the drain': {},
  /** An error of a connection that is not being used ends the process. */
  'hearing of lost connections': {},
  'the timeouts of models': {
    sources: [
      {
        file: 'engine/src/model-timer.ts',
        line: 'const expire = (what: string): void => control.abort(timedOut(model.id, what));',
        by: 'const expire = (what: string): void => void what;',
      },
    ],
  },
  /** Who waits for a provider keeps the slot. */
  'the wait outside of the slot': {
    sources: [
      {
        file: 'runner/run-task-job.ts',
        line: 'faults.reach(`before ${outcome.type}`);',
        by: "if (outcome.type === 'model_retry') await new Promise((go) => setTimeout(go, outcome.delayMs));",
      },
    ],
  },
  'the bound of retries': {
    sources: [
      { file: 'engine/src/run-model-step.ts', line: 'const MAX_RETRIES = 3;', by: 'const MAX_RETRIES = 30;' },
    ],
  },
  'the growing waits for a provider': {
    sources: [
      {
        file: 'engine/src/retry-delay.ts',
        line: 'return Math.round(Math.max(backoff, asked));',
        by: 'return 100;',
      },
    ],
  },
  'the caps of an answer': {
    sources: [
      {
        file: 'engine/src/stream-model-step.ts',
        line: 'MAX_ANSWER_SIZE = 4_194_304',
        by: 'MAX_ANSWER_SIZE = Infinity',
      },
      {
        file: 'engine/src/models/limit-answer.ts',
        line: 'MAX_LINE_BYTES = 6_291_456',
        by: 'MAX_LINE_BYTES = Infinity',
      },
      {
        file: 'engine/src/check-tool-args.ts',
        line: 'MAX_ARGS_BYTES = 262_144',
        by: 'MAX_ARGS_BYTES = Infinity',
      },
    ],
  },
  'unique ids of calls': {
    sources: [
      {
        file: 'engine/src/unique-id.ts',
        line: 'for (let count = 2; taken.has(unique); count += 1)',
        by: 'for (let count = 2; count < 2; count += 1)',
      },
    ],
  },
  'the bound of parallel calls': {
    sources: [
      {
        file: 'engine/src/settle-tool-calls.ts',
        line: 'const MAX_PARALLEL_CALLS = 16;',
        by: 'const MAX_PARALLEL_CALLS = 1_000;',
      },
    ],
  },
  'the limits of a task': {
    sources: [
      {
        file: 'engine/src/run-agent-loop.ts',
        line: 'const hit = checkLimits(run);',
        by: 'const hit = checkLimits(run) && null;',
      },
      {
        file: 'engine/src/run-agent-loop.ts',
        line: 'const deadline = createDeadline(run);',
        by: 'const deadline = { ...createDeadline(run), signal: new AbortController().signal };',
      },
    ],
  },
  'the timeouts of tools': {
    sources: [
      {
        file: 'engine/src/run-tool.ts',
        line: 'timeout.abort(new ToolTimeout())',
        by: 'new ToolTimeout()',
      },
    ],
  },
  /** Only the process that was started is ended, not what it has started. */
  'the end of a process group': {
    sources: [
      {
        file: 'mcp/stdio-transport.ts',
        line: 'process.kill(-child.pid, signal);',
        by: 'child.kill(signal);',
      },
    ],
  },
  'the cleaning of what models say': {
    sources: [
      {
        file: 'engine/src/well-formed.ts',
        line: "return text.toWellFormed().replaceAll('\\u0000', '');",
        by: 'return text;',
      },
    ],
  },
  'the cleaning of what people send': {
    sources: [
      {
        file: 'http/clean-text.ts',
        line: "return value.toWellFormed().replaceAll('\\0', '\\u{FFFD}');",
        by: 'return value;',
      },
    ],
  },
  /** What was approved may change. */
  'the pinning of tools': {
    sources: [
      {
        file: 'mcp/mcp-tool-state.ts',
        line: 'return tool.approvedVersion === tool.version ?',
        by: 'return tool.approvedVersion !== null ?',
      },
      {
        file: 'mcp/mcp-client.ts',
        line: 'if (live?.version !== pinned.version) throw',
        by: 'if (!live) throw',
      },
    ],
  },
  'the limit of an agent': {
    sql: [
      `DO $do$ BEGIN EXECUTE replace(pg_get_functiondef('claim_tasks'::regproc), 'coalesce(a.max_concurrent_tasks - running.count, p_limit)', 'p_limit'); END $do$`,
    ],
  },
  'the depth of a family': {
    sources: [{ file: 'runner/delegate-task.ts', line: 'MAX_DEPTH = 5', by: 'MAX_DEPTH = 50' }],
  },
  'the size of a family': {
    sources: [
      { file: 'runner/delegate-task.ts', line: 'MAX_CHILDREN = 50', by: 'MAX_CHILDREN = 5_000' },
      { file: 'runner/delegate-task.ts', line: 'MAX_FAMILY = 500', by: 'MAX_FAMILY = 5_000' },
    ],
  },
  /** The next owner finds no running server. */
  adoption: {},
  /** A worker keeps in memory what waits for a person, with a timer for each and a connection. */
  'parking as a row': {},
} satisfies Record<string, Protection>;

export type ProtectionName = keyof typeof protections;
