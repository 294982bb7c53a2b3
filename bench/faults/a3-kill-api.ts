import type { RespondResponse, TaskDetail } from '@taskhelm/contract';
import type { Violation } from './check-invariants.ts';
import { runAlone, reportOn, type FaultProgram, type ProgramRun, type Report } from './support/program.ts';
import { AGENT, startSite, waitForStatus, type Api, type Answer } from './support/site.ts';
import { sleep } from './support/wait.ts';

const CLIENTS = 6;

/** API processes are killed while clients create, answer and cancel; the clients repeat what got no answer. */
export const a3KillApi: FaultProgram = {
  id: 'A3',
  title: 'kill -9 API during create, respond and cancel',
  sizes: { ci: 10, soak: 100 },
  run: async ({ postgres, size, random, fence }: ProgramRun): Promise<Report> => {
    const site = await startSite({
      databaseUrl: await postgres.createDatabase(),
      workers: 1,
      apis: 2,
      fence,
    });
    const violations: Violation[] = [];
    const counts = { journeys: 0, repeats: 0 };
    let goesOn = true;
    // Settling and checking use the one that stays; the clients use the one that is killed.
    const [, first] = site.apis;
    let mortal: Api = first ?? site.api;
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
    const client = async (name: number): Promise<void> => {
      for (let round = 0; goesOn; round += 1) {
        const body = { agent: AGENT, title: 'Fault', description: 'ask Which colour?\nresult {answer}' };
        const created = await insist<TaskDetail>('POST', '/tasks', body, {
          'idempotency-key': `${name}-${round}`,
        });
        const { id, session_id } = created.body;
        site.acknowledged.add(id);
        await waitForStatus(site, id, ['needs_input']);
        const input = await site.prisma.inputRequest.findFirstOrThrow({ where: { taskId: id } });
        const expect = (status: number, what: string): void => {
          if (status !== 200)
            violations.push({ rule: 'A3', id, message: `${what} was answered ${status} in the end` });
        };
        if ((name + round) % 2 === 0) {
          const answer = { call_id: input.callId, answers: ['blue'] };
          expect(
            (await insist<RespondResponse>('POST', `/sessions/${session_id}/respond`, answer)).status,
            'respond',
          );
        } else expect((await insist('DELETE', `/tasks/${id}`)).status, 'cancel');
        counts.journeys += 1;
      }
    };
    const clients = Array.from({ length: CLIENTS }, (_, name) => client(name));
    try {
      for (let kills = 0; kills < size; kills += 1) {
        await sleep(random.between(100, 600));
        mortal.process.signal('SIGKILL');
        await mortal.process.ended;
        mortal = await site.startApi(mortal.port);
      }
      goesOn = false;
      await Promise.all(clients);
      await site.settle();
      const keys = await site.prisma.idempotencyKey.count();
      const tasks = await site.prisma.task.count();
      if (keys !== tasks)
        violations.push({ rule: 'A3', id: 'creates', message: `${keys} keys made ${tasks} tasks` });
      return await reportOn(site, { 'processes killed': size, ...counts }, violations);
    } finally {
      goesOn = false;
      await Promise.allSettled(clients);
      await site.stop();
    }
  },
};

if (import.meta.main) await runAlone(a3KillApi);
