// `npm start`: installs and builds what is missing or out of date, then runs API, worker and web app in this process.
import { flushCompileCache } from 'node:module';
import { buildWebApp, prepare } from './prepare.ts';

prepare();
if (process.env['ROLE'] !== 'worker') buildWebApp();
await import('../apps/api/src/main.ts');
// A process that is killed later does not keep what it compiled.
flushCompileCache();
