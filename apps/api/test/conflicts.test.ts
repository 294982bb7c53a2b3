import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { agentEndpoints, taskEndpoints } from '@taskhelm/contract';
import { countTasks, createTask, eventsOf, taskIn } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

describe.each([
  ['a deadlock', '40P01'],
  ['a serialization failure', '40001'],
])('%s in the database', (_what, state) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer();
  });
  afterEach(() => server.stop());

  /** Lets some of the next statements that write to `table` fail so, by their number from now on. */
  const failStatements = async (table: string, numbers: number[]): Promise<void> => {
    const { prisma } = server.context;
    await prisma.$executeRawUnsafe(`CREATE SEQUENCE conflicts`);
    await prisma.$executeRawUnsafe(`CREATE FUNCTION conflict() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF nextval('conflicts') IN (${numbers.join()}) THEN RAISE EXCEPTION 'made for a test' USING ERRCODE = '${state}'; END IF;
      RETURN NULL; END $$`);
    await prisma.$executeRawUnsafe(
      `CREATE TRIGGER conflict BEFORE INSERT OR UPDATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION conflict()`,
    );
  };
  const tried = async (): Promise<number> => {
    const rows = await server.context.prisma.$queryRaw<
      { n: number }[]
    >`SELECT last_value::int AS n FROM conflicts`;
    return rows[0]?.n ?? 0;
  };

  it('is met by doing the transaction again', async () => {
    await failStatements('tasks', [1, 2]);
    await createTask(server);
    expect(await countTasks(server)).toBe(1);
  });

  it('is met by doing a statement of its own again', async () => {
    await failStatements('agents', [1, 2]);
    const { status } = await server.call(agentEndpoints.create, { body: { name: 'second', tools: [] } });
    expect([status, await tried()]).toEqual([201, 3]);
  });

  it('that goes on is told as 503 after the third time, and leaves nothing behind', async () => {
    await failStatements('tasks', [1, 2, 3, 4]);
    const body = { agent: 'researcher', title: 'Refused' };
    const answer = await server.call(taskEndpoints.create, { body });
    expect([answer.status, answer.body.code, answer.headers.get('retry-after')]).toEqual([
      503,
      'unavailable',
      '2',
    ]);
    expect([await tried(), await countTasks(server)]).toEqual([3, 0]);
  });

  it('costs a worker neither a claim nor a step', async () => {
    const { id } = await createTask(server, { description: 'say on we go\nresult done' });
    await failStatements('task_events', [1, 2, 4, 5]);
    await server.startWorker();
    const task = await taskIn(server, id, 'completed');
    const reasons = (await eventsOf(server, task)).flatMap((event) =>
      event.type === 'status_change' ? [event.reason] : [],
    );
    expect(reasons).toEqual(['created', 'claimed', 'finished']);
    expect(await tried()).toBeGreaterThan(5);
  });
});
