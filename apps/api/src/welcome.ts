import type { Config } from './config.ts';
import type { Running } from './start.ts';

/** What the terminal says once everything is up. */
export async function welcome(config: Config, running: Running): Promise<string> {
  if (config.role === 'worker')
    return `\n  Taskhelm worker is up, with ${config.workerConcurrency} slots.\n\n`;
  const model = await defaultModel(running);
  const lines = [
    `Taskhelm is up at ${running.url}`,
    '',
    `Sign in (once):  ${running.signInLink}`,
    `API token:       ${tokenLine(config, running)}`,
    `Agents' model:   ${model}`,
    '',
    'Ctrl+C stops it. Another sign-in link: npm run sign-in',
  ];
  return `\n${lines.map((line) => `  ${line}`).join('\n')}\n\n`;
}

async function defaultModel({ context }: Running): Promise<string> {
  const model = (await context.models.list()).find(({ is_default }) => is_default);
  if (model?.kind !== 'scripted') return model?.name ?? 'none';
  return 'scripted (follows a script and does not reason; set up a real one under Settings → Models)';
}

function tokenLine(config: Config, running: Running): string {
  if (running.firstToken) return `${running.firstToken}   (shown only now)`;
  return config.bootstrapToken
    ? 'the one in BOOTSTRAP_TOKEN'
    : 'as shown at the first start; make more under Settings → API tokens';
}
