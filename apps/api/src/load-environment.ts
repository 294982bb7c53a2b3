import { existsSync } from 'node:fs';

/** Takes settings from a .env file in the working directory; what the environment says already stays. */
export function loadEnvironment(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}
