import { createHmac } from 'node:crypto';
import type { CreatedTrigger, HookAnswer } from '@taskhelm/contract';
import { onSite, type SiteRun } from './support/on-site.ts';
import { runAlone } from './support/program.ts';
import { AGENT } from './support/site.ts';

const AT_ONCE = 20;

/** A program delivers one message again and again, to every API process at once. */
export const b7HookOnce = onSite({
  id: 'B7',
  title: 'a webhook delivered 20 times at once',
  sizes: { ci: 10, soak: 200, prove: 5 },
  protections: ['the unique message of a webhook'],
  site: { workers: 1, apis: 2 },
  run: async (run) => {
    const trigger = await makeTrigger(run);
    for (let round = 0; round < run.size; round += 1) await deliverOnce(run, trigger, `msg_${round}`);
    await run.site.settle();
    return { messages: run.size, deliveries: run.size * (AT_ONCE + 1) };
  },
});

type Hook = { id: string; secret: string };

async function makeTrigger({ site }: SiteRun): Promise<Hook> {
  const { status, body } = await site.api.request<CreatedTrigger>('POST', '/triggers', {
    kind: 'webhook',
    name: 'told',
    agent: AGENT,
    title: 'Told of {{number}}',
    description: 'call ring_same {"ms": 50}\nresult done',
    rate_limit_per_minute: 6_000,
  });
  if (status !== 201) throw new Error(`the trigger was refused: ${status} ${JSON.stringify(body)}`);
  return { id: body.id, secret: body.shown_once?.secret ?? '' };
}

/** Twenty times at once and once more: one of the answers is 202, all name the same task. */
async function deliverOnce({ site, violate }: SiteRun, hook: Hook, message: string): Promise<void> {
  const send = (index: number): Promise<Answered> =>
    deliver(site.apis[index % site.apis.length]?.port ?? site.api.port, hook, message);
  const answers = await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => send(index)));
  answers.push(await send(0));
  const statuses = answers.map(({ status }) => status);
  if (statuses.filter((status) => status === 202).length !== 1 || !statuses.every((status) => status < 300))
    violate(message, `was answered ${statuses.join(' ')}`);
  const tasks = [...new Set(answers.map(({ body }) => body.task_id))];
  if (tasks.length !== 1) violate(message, `was answered with the tasks ${tasks.join(' ')}`);
  tasks.forEach((id) => site.acknowledged.add(id));
  const made = await site.prisma.triggerDelivery.count({
    where: { triggerId: hook.id, messageId: message, outcome: 'accepted' },
  });
  if (made !== 1) violate(message, `made ${made} tasks`);
}

type Answered = { status: number; body: HookAnswer };

async function deliver(port: number, { id, secret }: Hook, message: string): Promise<Answered> {
  const body = JSON.stringify({ number: message });
  const at = Math.floor(Date.now() / 1_000);
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${message}.${at}.${body}`).digest('base64');
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/hooks/${id}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': message,
      'webhook-timestamp': String(at),
      'webhook-signature': `v1,${signature}`,
    },
    body,
  });
  return { status: response.status, body: (await response.json()) as HookAnswer };
}

if (import.meta.main) await runAlone(b7HookOnce);
