import { ConfigError, loadConfig } from './config.ts';
import { createLogger } from './logger.ts';
import { start, type Running } from './start.ts';
import { welcome } from './welcome.ts';

try {
  process.loadEnvFile();
} catch {
  // There need not be a .env file.
}

try {
  const config = loadConfig(process.env);
  const logger = createLogger(config.logLevel);
  const running = start(config, logger);
  stopOnSignal(running);
  process.stdout.write(welcome(config, await running));
} catch (error) {
  const message = error instanceof ConfigError || error instanceof Error ? error.message : String(error);
  process.stderr.write(`Taskhelm cannot start: ${message}\n`);
  process.exit(1);
}

/** The first signal stops in order; a second one gives up waiting. A start under way is waited for, then undone. */
function stopOnSignal(running: Promise<Running>): void {
  let signals = 0;
  const onSignal = async (): Promise<void> => {
    signals += 1;
    if (signals > 1) process.exit(1);
    const code = await running.then((started) => started.stop()).then(
      () => 0,
      () => 1,
    );
    process.exit(code);
  };
  process.on('SIGINT', () => void onSignal());
  process.on('SIGTERM', () => void onSignal());
}
