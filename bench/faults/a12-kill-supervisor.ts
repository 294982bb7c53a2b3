import type { Violation } from './check-invariants.ts';
import { postmasterPid } from './support/database.ts';
import { runAlone, type FaultProgram, type ProgramRun, type Report } from './support/program.ts';
import { existsSync } from 'node:fs';
import { mkdtemp, chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNodeProcess } from './support/node-process.ts';
import { sleep, waitFor } from './support/wait.ts';
import { once, whenInterrupted } from './support/when-interrupted.ts';
import { TOKEN } from './support/site.ts';
import type { TaskDetail, Task } from '@taskhelm/contract';

/** The one process that owns the embedded Postgres is killed; the next one takes over the running server. */
export const a12KillSupervisor: FaultProgram = {
  id: 'A12',
  title: 'kill -9 the owner of the embedded Postgres',
  sizes: { ci: 2, soak: 20, prove: 1 },
  protections: ['adoption'],
  run: async ({ size, random, without }: ProgramRun): Promise<Report> => {
    const folder = await mkdtemp(join(tmpdir(), 'taskhelm-faults-own-'));
    await chmod(folder, 0o755);
    const port = random.between(20_000, 40_000);
    const violations: Violation[] = [];
    const acknowledged: string[] = [];
    const begin = (number: number) =>
      startNodeProcess({
        name: `all-${number}`,
        logFile: join(folder, `all-${number}.log`),
        script: 'bench/faults/support/fault-main.ts',
        env: {
          PORT: String(port),
          DATA_DIR: join(folder, 'data'),
          BOOTSTRAP_TOKEN: TOKEN,
          LOG_LEVEL: 'warn',
        },
      });
    const call = async <Body>(method: string, path: string, body?: unknown): Promise<Body> => {
      const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
        method,
        ...(body ? { body: JSON.stringify(body) } : {}),
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      });
      return (await response.json()) as Body;
    };
    let owner = begin(0);
    const end = once(async () => {
      owner.signal('SIGKILL');
      await owner.ended;
      await stopServer(join(folder, 'data', 'postgres'));
      await rm(folder, { recursive: true, force: true });
      forget();
    });
    const forget = whenInterrupted(end);
    try {
      let pid: number | null = null;
      for (let round = 0; round <= size; round += 1) {
        if (!(await owner.up)) throw new Error(`it did not start: ${owner.log()}`);
        const now = postmasterPid(join(folder, 'data', 'postgres'));
        if (pid !== null && pid !== now)
          violations.push({ rule: 'A12', id: String(now), message: `the server ${pid} was not adopted` });
        pid = now;
        for (let count = 0; count < 10; count += 1) {
          const body = { agent: 'researcher', title: 'Fault', description: 'wait 1\nresult done' };
          acknowledged.push((await call<TaskDetail>('POST', '/tasks', body)).id);
        }
        if (round === size) break;
        await sleep(random.between(0, 500));
        owner.signal('SIGKILL');
        await owner.ended;
        if (without === 'adoption') await stopServer(join(folder, 'data', 'postgres'));
        owner = begin(round + 1);
      }
      const open = await waitFor(
        'every task to be final',
        async () => {
          const { total } = await call<{ data: Task[]; total: number }>(
            'GET',
            '/tasks?status=completed&per_page=1',
          );
          return total === acknowledged.length ? { total } : null;
        },
        { timeoutMs: 60_000, everyMs: 200 },
      ).catch(() => null);
      if (!open) violations.push({ rule: 'A12', id: 'tasks', message: 'some of them were lost' });
      return { figures: { tasks: acknowledged.length, 'owners killed': size }, violations };
    } finally {
      await end();
    }
  },
};

async function stopServer(folder: string): Promise<void> {
  if (!existsSync(join(folder, 'postmaster.pid'))) return;
  process.kill(postmasterPid(folder), 'SIGINT');
  await waitFor('the server to stop', () => !existsSync(join(folder, 'postmaster.pid')));
}

if (import.meta.main) await runAlone(a12KillSupervisor);
