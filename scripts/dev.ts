// `npm run dev`: the API restarts and the web app reloads as their sources change. The web app is on port 5173.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildWebApp, prepare, root } from './prepare.ts';

prepare();
buildWebApp();
const quiet = '--disable-warning=ExperimentalWarning';
const watched = ['apps/api/src', 'packages/contract/src', 'packages/engine/src'].map(
  (folder) => `--watch-path=${join(root, folder)}`,
);
const children = [
  spawn(process.execPath, [quiet, '--watch', '--watch-preserve-output', ...watched, 'apps/api/src/main.ts'], {
    cwd: root,
    stdio: 'inherit',
  }),
  spawn('pnpm', ['--filter', '@taskhelm/web', 'dev'], { cwd: root, stdio: 'inherit' }),
];
const stop = (): void => children.forEach((child) => child.kill('SIGTERM'));
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
for (const child of children) child.on('exit', stop);
