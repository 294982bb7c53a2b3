import type { Webhook, WebhookDelivery, WebhookEvent, WebhookFormat } from '@taskhelm/contract';
import { plural } from '../../lib/format-number.ts';

/** What is told, as people say it. */
export const EVENT_LABELS: Record<WebhookEvent, string> = {
  'task.created': 'Task created',
  'task.started': 'Task started',
  'task.needs_input': 'Task needs input',
  'task.completed': 'Task completed',
  'task.failed': 'Task failed',
  'task.cancelled': 'Task cancelled',
  'trigger.paused': 'Trigger paused',
};

export const EVENT_HINTS: Record<WebhookEvent, string> = {
  'task.created': 'by a person, a program or another agent',
  'task.started': 'an agent took it up for the first time',
  'task.needs_input': 'an agent waits for an answer or an approval',
  'task.completed': 'with a result',
  'task.failed': 'with the reason',
  'task.cancelled': 'by a person or with its parent',
  'trigger.paused': 'by itself, after so many failures in a row',
};

export const FORMAT_LABELS: Record<WebhookFormat, string> = {
  standard: 'Signed JSON',
  slack: 'Slack',
  teams: 'Microsoft Teams',
  discord: 'Discord',
  email: 'E-mail',
};

type FormatHelp = { what: string; needs: string; placeholder: string };

/** What each format sends and where to get what it needs. */
export const FORMAT_HELP: Record<WebhookFormat, FormatHelp> = {
  standard: {
    what: 'JSON for programs, signed as Standard Webhooks has it. The signing secret is shown once, after you add it.',
    needs: 'An address that takes POST and answers 2xx within 15 seconds. Redirects are not followed.',
    placeholder: 'https://ci.example.com/taskhelm',
  },
  slack: {
    what: 'A message in a channel, with a button that opens the task.',
    needs: 'In Slack, add the app Incoming Webhooks to the channel and copy its webhook URL.',
    placeholder: 'https://hooks.slack.com/services/…',
  },
  teams: {
    what: 'A card in a channel, with a button that opens the task.',
    needs:
      'In Teams, open Workflows on the channel, choose the template that posts when a webhook request is received, and copy its URL.',
    placeholder: 'https://….logic.azure.com/workflows/…',
  },
  discord: {
    what: 'A message in a channel, with a link to the task.',
    needs: 'In Discord, open Edit channel, Integrations, Webhooks, and copy the URL of a new webhook.',
    placeholder: 'https://discord.com/api/webhooks/…',
  },
  email: {
    what: 'A letter to each recipient, with a link to the task.',
    needs:
      'Your mail server: smtp:// with port 587, or smtps:// with port 465. Write @, : and / in a password as %40, %3A and %2F.',
    placeholder: 'smtp://user:password@mail.example.com:587',
  },
};

export const STATE_LABELS: Record<WebhookDelivery['state'], string> = {
  pending: 'Pending',
  delivered: 'Delivered',
  dead: 'Dead letter',
};

export const STATE_HINTS: Record<WebhookDelivery['state'], string> = {
  pending: 'waiting for their next try',
  delivered: 'taken by the receiver',
  dead: 'given up after 24 hours, or refused for good',
};

/** `needs input, failed · of researcher and writer` */
export function describeRules(
  { events, agent_ids }: Pick<Webhook, 'events' | 'agent_ids'>,
  agents: readonly { id: string; name: string }[],
): string {
  const what = events.map((event) => EVENT_LABELS[event].replace(/^Task /, '').toLowerCase()).join(', ');
  return `${what} · ${agent_ids === null ? 'all agents' : describeAgents(agent_ids, agents)}`;
}

function describeAgents(ids: readonly string[], agents: readonly { id: string; name: string }[]): string {
  const names = agents.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  const gone = ids.length - names.length;
  return [...names, ...(gone > 0 ? [plural(gone, 'deleted agent')] : [])].join(', ');
}
