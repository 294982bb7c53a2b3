// The process that the fault programs start and kill: the product's own, with the tools of fault-tools.ts, and
// without the protection that a proof takes away.
import { flushCompileCache } from 'node:module';
import { loadConfig } from '../../../apps/api/src/config.ts';
import { createLogger } from '../../../apps/api/src/logger.ts';
import { start } from '../../../apps/api/src/start.ts';
import type { ModelTimeouts } from '../../../packages/engine/src/index.ts';
import { protectionOf, rewriteStatements, WITHOUT } from './do-without.ts';
import { createFaultTools } from './fault-tools.ts';
import { failOnLostConnections } from './fail-on-lost-connections.ts';
import { holdConnections } from './hold-connections.ts';
import { keepParkedTasks } from './keep-parked-tasks.ts';
import type { ProtectionName } from './protections.ts';

// A program that is interrupted leaves nothing behind.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && process.exit(1), 1_000).unref();

const without = (process.env[WITHOUT] || null) as ProtectionName | null;
if (without) rewriteStatements(protectionOf(without));
if (without === 'hearing of lost connections') failOnLostConnections();

try {
  const config = loadConfig(process.env);
  const tools = createFaultTools(process.env['EFFECT_URL'] ?? '', {
    declared: without !== 'the declared effects of tools',
  });
  const timeouts = process.env['FAULTS_MODEL_TIMEOUTS'];
  const overrides = timeouts ? { modelTimeouts: JSON.parse(timeouts) as Partial<ModelTimeouts> } : {};
  const running = start(config, createLogger(config.logLevel), { tools, ...overrides });
  process.once('SIGTERM', () => {
    if (without === 'the drain') process.exit(0);
    void running
      .then((started) => started.stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  });
  const { context } = await running;
  process.on('SIGUSR2', () => void holdConnections(context.prisma));
  if (without === 'parking as a row' && config.databaseUrl && config.role === 'worker')
    keepParkedTasks(config.databaseUrl);
  process.stdout.write('up\n');
  // A process that is killed does not keep what it has compiled, and the next one would start slowly again.
  flushCompileCache();
} catch (error) {
  process.stderr.write(`Taskhelm cannot start: ${String(error)}\n`);
  process.exit(1);
}
