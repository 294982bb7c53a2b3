import type { RespondResponse, TaskDetail } from '@taskhelm/contract';
import { onSite, type SiteRun } from './support/on-site.ts';
import { runAlone } from './support/program.ts';
import { AGENT, waitForStatus, type Api, type Answer } from './support/site.ts';
import { sleep } from './support/wait.ts';

const CLIENTS = 6;

/** API processes are killed while clients create, answer and cancel; the clients repeat what got no answer. */
export const a3KillApi = onSite({
  id: 'A3',
  title: 'kill -9 API during create, respond and cancel',
  sizes: { ci: 10, soak: 100, prove: 2 },
  protections: ['the unique Idempotency-Key'],
  site: { workers: 1, apis: 2 },
  run: async ({ site, size, random, violate, meanwhile }) => {
    const counts = { journeys: 0, repeats: 0 };
    // Settling and checking use the one that stays; the clients use the one that is killed.
    const [, second] = site.apis;
    let mortal: Api = second ?? site.api;
    const insist: Api['request'] = async <Body>(
      ...request: Parameters<Api['request']>
    ): Promise<Answer<Body>> => {
      for (let tries = 0; ; tries += 1) {
        const answer = await mortal.request<Body>(...request).catch(() => null);
        if (answer && answer.status < 500) return answer;
        if (tries > 1_000) throw new Error('no API process came back');
        counts.repeats += 1;
        await sleep(50);
      }
    };
    const stops = Array.from({ length: CLIENTS }, (_, name) =>
      meanwhile(async (goesOn) => {
        for (let round = 0; goesOn(); round += 1) {
          await travel({ site, violate, insist }, name, round);
          counts.journeys += 1;
        }
      }),
    );
    for (let kills = 0; kills < size; kills += 1) {
      await sleep(random.between(100, 600));
      mortal.process.signal('SIGKILL');
      await mortal.process.ended;
      mortal = await site.startApi(mortal.port);
    }
    await Promise.all(stops.map((stop) => stop()));
    await site.settle();
    const keys = await site.prisma.idempotencyKey.count();
    const tasks = await site.prisma.task.count();
    if (keys !== tasks) violate('creates', `${keys} keys made ${tasks} tasks`);
    return { 'processes killed': size, ...counts };
  },
});

type Journey = Pick<SiteRun, 'site' | 'violate'> & { insist: Api['request'] };

/** Creates, and again as if the answer had been lost; then answers or cancels. */
async function travel({ site, violate, insist }: Journey, name: number, round: number): Promise<void> {
  const body = { agent: AGENT, title: 'Fault', description: 'ask Which colour?\nresult {answer}' };
  const key = { 'idempotency-key': `${name}-${round}` };
  const created = await insist<TaskDetail>('POST', '/tasks', body, key);
  const { id, session_id } = created.body;
  site.acknowledged.add(id);
  const again = await insist<TaskDetail>('POST', '/tasks', body, key);
  if (again.body.id !== id) violate(id, `the same creation again made ${again.body.id}`);
  await waitForStatus(site, id, ['needs_input']);
  const expect = ({ status }: Answer<unknown>, what: string): void => {
    if (status !== 200) violate(id, `${what} was answered ${status} in the end`);
  };
  if ((name + round) % 2 !== 0) return expect(await insist('DELETE', `/tasks/${id}`), 'cancel');
  const { callId } = await site.prisma.inputRequest.findFirstOrThrow({ where: { taskId: id } });
  const answer = { call_id: callId, answers: ['blue'] };
  expect(await insist<RespondResponse>('POST', `/sessions/${session_id}/respond`, answer), 'respond');
}

if (import.meta.main) await runAlone(a3KillApi);
