import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(import.meta.dirname, '../..');
export const TOKEN = 'bb_bench_token';

export type TaskhelmProcess = {
  url: string;
  child: ChildProcess;
  /** A call below /api/v1 with the admin token; throws when the answer is an error. */
  call: <Body>(method: string, path: string, body?: unknown) => Promise<Body>;
  stop: () => Promise<void>;
};

/** A Taskhelm of its own on a free port and a new data directory, which `stop` removes. */
export async function startTaskhelm(settings: Record<string, string> = {}): Promise<TaskhelmProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'taskhelm-bench-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'apps/api/src/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: folder,
      BOOTSTRAP_TOKEN: TOKEN,
      LOG_LEVEL: 'warn',
      ...settings,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  const call = async <Body>(method: string, path: string, body?: unknown): Promise<Body> => {
    const json =
      body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      ...json,
      headers: { ...json.headers, authorization: `Bearer ${TOKEN}` },
    });
    const answer = (await response.json()) as Body;
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  };
  for (let tries = 0; !(await isReady(url)); tries += 1) {
    if (tries > 300 || child.exitCode !== null) throw new Error('Taskhelm did not start');
    await sleep(100);
  }
  return {
    url,
    child,
    call,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null && child.kill('SIGTERM')) await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    (response) => response.ok,
    () => false,
  );

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
