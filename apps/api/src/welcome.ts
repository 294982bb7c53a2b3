import type { Config } from './config.ts';
import type { Running } from './start.ts';

/** What the terminal says once everything is up. */
export function welcome(config: Config, running: Running): string {
  if (config.role === 'worker')
    return `\n  Taskhelm worker is up, with ${config.workerConcurrency} slots.\n\n`;
  const model = running.context.models.find(null);
  const lines = [
    `Taskhelm is up at ${running.url}`,
    '',
    `Sign in (once):  ${running.signInLink}`,
    `API token:       ${tokenLine(config, running)}`,
    `Agents' model:   ${model?.scripted ? 'scripted (follows a script and does not reason; set OPENAI_API_KEY or ANTHROPIC_API_KEY for a real one)' : model?.id}`,
    '',
    'Ctrl+C stops it. Another sign-in link: npm run sign-in',
  ];
  return `\n${lines.map((line) => `  ${line}`).join('\n')}\n\n`;
}

function tokenLine(config: Config, running: Running): string {
  if (running.firstToken) return `${running.firstToken}   (shown only now)`;
  return config.bootstrapToken
    ? 'the one in BOOTSTRAP_TOKEN'
    : 'as shown at the first start; make more under Settings → API tokens';
}
