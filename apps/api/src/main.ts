import { ConfigError, loadConfig } from './config.ts';
import { loadEnvironment } from './load-environment.ts';
import { createLogger } from './logger.ts';
import { start, type Running } from './start.ts';
import { welcome } from './welcome.ts';

const SECOND_SIGNAL_MS = 1_000;

try {
  loadEnvironment();
  const config = loadConfig(process.env);
  const logger = createLogger(config.logLevel);
  const running = start(config, logger);
  stopOnSignal(running);
  process.stdout.write(await welcome(config, await running));
} catch (error) {
  const message = error instanceof ConfigError || error instanceof Error ? error.message : String(error);
  process.stderr.write(`Taskhelm cannot start: ${message}\n`);
  process.exit(1);
}

/**
 * The first signal stops in order; another one a second later gives up waiting. (Ctrl+C reaches every process of the
 * terminal, and npm passes it on as well, so that one press may come twice.) A start under way is waited for, then undone.
 */
function stopOnSignal(running: Promise<Running>): void {
  let firstAt: number | undefined;
  const onSignal = async (): Promise<void> => {
    if (firstAt !== undefined) {
      if (Date.now() - firstAt > SECOND_SIGNAL_MS) process.exit(1);
      return;
    }
    firstAt = Date.now();
    const stopped = running.then((started) => started.stop());
    process.exit(
      await stopped.then(
        () => 0,
        () => 1,
      ),
    );
  };
  process.on('SIGINT', () => void onSignal());
  process.on('SIGTERM', () => void onSignal());
}
