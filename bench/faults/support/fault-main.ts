// The process that the fault programs start and kill: the product's own, with the tools of fault-tools.ts.
import { flushCompileCache } from 'node:module';
import { loadConfig } from '../../../apps/api/src/config.ts';
import { createLogger } from '../../../apps/api/src/logger.ts';
import { start } from '../../../apps/api/src/start.ts';
import { createFaultTools } from './fault-tools.ts';

// A program that is interrupted leaves nothing behind.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && process.exit(1), 1_000).unref();

try {
  const config = loadConfig(process.env);
  const tools = createFaultTools(process.env['EFFECT_URL'] ?? '');
  const running = start(config, createLogger(config.logLevel), { tools });
  process.once(
    'SIGTERM',
    () =>
      void running
        .then((started) => started.stop())
        .then(
          () => process.exit(0),
          () => process.exit(1),
        ),
  );
  await running;
  process.stdout.write('up\n');
  // A process that is killed does not keep what it has compiled, and the next one would start slowly again.
  flushCompileCache();
} catch (error) {
  process.stderr.write(`Taskhelm cannot start: ${String(error)}\n`);
  process.exit(1);
}
