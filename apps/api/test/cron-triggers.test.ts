import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { taskEndpoints, triggerEndpoints, type Task, type Trigger } from '@taskhelm/contract';
import { readSchedule } from '../src/triggers/cron-schedule.ts';
import { fireDueTriggers } from '../src/triggers/fire-due-triggers.ts';
import { pauseFailingTriggers } from '../src/triggers/pause-failing-triggers.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';
import { taskIn } from './support/tasks.ts';
import { createCron, deliveriesOf } from './support/triggers.ts';
import { waitUntil } from './support/wait-until.ts';

const MINUTE = 60_000;

describe('triggers on a schedule', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterEach(() => server.context.prisma.trigger.updateMany({ data: { enabled: false, nextFireAt: null } }));
  afterAll(() => server.stop());

  /** As if the clock had stood at `moment` when the trigger's next fire was reckoned. */
  const setNext = (id: string, moment: string | Date) =>
    server.context.prisma.trigger.update({ where: { id }, data: { nextFireAt: moment } });
  const nextAfter = (moment: Date, { cron, time_zone: zone }: Trigger): Date => {
    const read = readSchedule(cron ?? '', zone ?? '');
    const next = 'schedule' in read ? read.schedule.next(moment) : null;
    if (!next) throw new Error('the schedule has no next moment');
    return next;
  };
  const fireAt = (moment: string | Date) => fireDueTriggers(server.context, new Date(moment));
  const tasksOf = async (trigger: Pick<Trigger, 'id'>): Promise<Task[]> =>
    (await server.call(taskEndpoints.list, { query: { trigger: trigger.id as never, sort: 'created_at' } }))
      .body.data;
  const get = async (id: string) => (await server.call(triggerEndpoints.get, { params: { id } })).body;

  it('fire within a second or two of their moment, run, and show when they fire next', async () => {
    const worker = await server.startWorker();
    const trigger = await createCron(server, { cron: '* * * * *', title: 'At {{fire.time}}' });
    const moment = new Date(Math.floor(Date.now() / MINUTE) * MINUTE);
    await setNext(trigger.id, moment);
    const task = await waitUntil('its task', async () => (await tasksOf(trigger))[0]);
    expect(task).toMatchObject({ source: 'cron', title: `At ${moment.toISOString().slice(11, 16)}` });
    await taskIn(server, task.id, 'completed');
    const [delivery] = await deliveriesOf(server, trigger.id);
    expect(delivery).toMatchObject({
      via: 'schedule',
      outcome: 'accepted',
      fire_at: moment.toISOString(),
      task_id: task.id,
    });
    const { next_fire_at: next } = await get(trigger.id);
    expect(Date.parse(next ?? '')).toBeGreaterThan(moment.getTime());
    await worker.stop();
  });

  it('fire once a moment however many workers see it, and not again when the clock is set back', async () => {
    const trigger = await createCron(server, { cron: '0 * * * *' });
    await setNext(trigger.id, '2026-06-01T10:00:00Z');
    await Promise.all(Array.from({ length: 8 }, () => fireAt('2026-06-01T10:00:01Z')));
    expect(await tasksOf(trigger)).toHaveLength(1);
    await setNext(trigger.id, '2026-06-01T10:00:00Z');
    await fireAt('2026-06-01T10:00:30Z');
    expect(await tasksOf(trigger)).toHaveLength(1);
    expect(await deliveriesOf(server, trigger.id)).toHaveLength(1);
    expect((await get(trigger.id)).next_fire_at).toBe('2026-06-01T11:00:00.000Z');
  });

  it('fire once on each day of both changes of the clock, in several zones', async () => {
    const days = [
      { time_zone: 'Europe/Paris', from: '2026-03-28', local: ['28T02:30', '29T03:00', '30T02:30'] },
      { time_zone: 'Europe/Paris', from: '2026-10-24', local: ['24T02:30', '25T02:30', '26T02:30'] },
      { time_zone: 'America/New_York', from: '2026-03-07', local: ['07T02:30', '08T03:00', '09T02:30'] },
      { time_zone: 'America/New_York', from: '2026-10-31', local: ['31T02:30', '01T02:30', '02T02:30'] },
      { time_zone: 'Australia/Sydney', from: '2026-10-03', local: ['03T02:30', '04T03:00', '05T02:30'] },
      { time_zone: 'Australia/Sydney', from: '2026-04-04', local: ['04T02:30', '05T02:30', '06T02:30'] },
    ];
    for (const { time_zone, from, local } of days) {
      const trigger = await createCron(server, { cron: '30 2 * * *', time_zone, title: '{{fire.at}}' });
      const start = Date.parse(`${from}T00:00:00Z`) - 12 * 60 * MINUTE;
      // The clock goes on by a quarter of an hour at a time for three days.
      await setNext(trigger.id, nextAfter(new Date(start), trigger));
      for (let at = start; at < start + 72 * 60 * MINUTE; at += 15 * MINUTE) await fireAt(new Date(at));
      const fires = (await tasksOf(trigger)).map(({ title }) => title.slice(8, 16));
      expect([time_zone, from, fires]).toEqual([time_zone, from, local]);
      await server.context.prisma.trigger.update({
        where: { id: trigger.id },
        data: { enabled: false, nextFireAt: null },
      });
    }
  });

  it('make up for missed moments as they are told: none, the last, or the last few', async () => {
    const fires = async (body: Parameters<typeof createCron>[1]) => {
      const trigger = await createCron(server, { cron: '0 * * * *', title: '{{fire.time}}', ...body });
      await setNext(trigger.id, '2026-06-02T01:00:00Z');
      await fireAt('2026-06-02T06:30:00Z');
      expect((await get(trigger.id)).next_fire_at).toBe('2026-06-02T07:00:00.000Z');
      const skipped = (await deliveriesOf(server, trigger.id)).filter(({ outcome }) => outcome === 'skipped');
      for (const { reason, fire_at } of skipped)
        expect([reason?.code, fire_at]).toEqual(['missed', '2026-06-02T01:00:00.000Z']);
      const until = skipped.map(
        ({ reason }) => /before \S+ (\S+), was left out/.exec(reason?.message ?? '')?.[1],
      );
      return [(await tasksOf(trigger)).map(({ title }) => title), until];
    };
    expect(await fires({ missed: 'none' })).toEqual([[], ['06:30']]);
    expect(await fires({ missed: 'last' })).toEqual([['06:00'], ['06:00']]);
    expect(await fires({ missed: 'all', missed_limit: 3 })).toEqual([['04:00', '05:00', '06:00'], ['04:00']]);
    expect(await fires({ missed: 'all', missed_limit: 50 })).toEqual([
      ['01:00', '02:00', '03:00', '04:00', '05:00', '06:00'],
      [],
    ]);
  });

  it('that tolerate no missed moment still fire when they are only a few seconds late', async () => {
    const trigger = await createCron(server, { cron: '0 * * * *', missed: 'none' });
    await setNext(trigger.id, '2026-06-03T01:00:00Z');
    await fireAt('2026-06-03T01:00:40Z');
    expect(await tasksOf(trigger)).toHaveLength(1);
  });

  it('allow, skip or cancel what overlaps', async () => {
    const run = async (overlap: 'allow' | 'skip' | 'cancel_previous') => {
      const trigger = await createCron(server, { cron: '0 * * * *', overlap });
      await setNext(trigger.id, '2026-06-04T01:00:00Z');
      await fireAt('2026-06-04T01:00:01Z');
      await fireAt('2026-06-04T02:00:01Z');
      const log = (await deliveriesOf(server, trigger.id)).map(({ outcome }) => outcome);
      return { log, tasks: await tasksOf(trigger) };
    };
    const statuses = ({ tasks }: { tasks: Task[] }) => tasks.map(({ status }) => status);
    expect(statuses(await run('allow'))).toEqual(['pending', 'pending']);
    const skipped = await run('skip');
    expect(statuses(skipped)).toEqual(['pending']);
    expect(skipped.log).toEqual(['accepted', 'skipped']);
    const cancelled = await run('cancel_previous');
    expect(statuses(cancelled)).toEqual(['cancelled', 'pending']);
    const { body } = await server.call(taskEndpoints.get, { params: { id: cancelled.tasks[0]?.id ?? '' } });
    expect(body.cancel).toMatchObject({
      requested_by: { type: 'trigger' },
      reason: 'The next run of its schedule has begun.',
    });
  });

  it('take a change at once, without a restart', async () => {
    const trigger = await createCron(server, { cron: '0 * * * *' });
    await setNext(trigger.id, '2026-06-05T01:00:00Z');
    await server.call(triggerEndpoints.update, { params: { id: trigger.id }, body: { enabled: false } });
    await fireAt('2026-06-05T01:00:01Z');
    expect(await tasksOf(trigger)).toEqual([]);
  });

  it('write down that their agent was disabled, and go on when it is enabled', async () => {
    const trigger = await createCron(server, { cron: '0 * * * *', agent: 'assistant' });
    await setNext(trigger.id, '2026-06-06T01:00:00Z');
    await server.context.prisma.agent.updateMany({ where: { name: 'assistant' }, data: { enabled: false } });
    await fireAt('2026-06-06T01:00:01Z');
    await server.context.prisma.agent.updateMany({ where: { name: 'assistant' }, data: { enabled: true } });
    await fireAt('2026-06-06T02:00:01Z');
    const log = (await deliveriesOf(server, trigger.id)).map(({ outcome, reason }) => [
      outcome,
      reason?.code,
    ]);
    expect(log).toEqual([
      ['refused', 'agent_disabled'],
      ['accepted', undefined],
    ]);
    expect(await tasksOf(trigger)).toHaveLength(1);
  });

  it('pause by themselves after so many failures in a row, say why, and count anew when resumed', async () => {
    const trigger = await createCron(server, { pause_after_failures: 2, description: 'fail Nothing there' });
    const fire = async (status: 'completed' | 'failed') => {
      const { body } = await server.call(triggerEndpoints.fire, { params: { id: trigger.id }, body: {} });
      await server.context.prisma.$executeRaw`
        UPDATE tasks SET status = ${status}::task_status, finished_at = now(), attempt = attempt + 1 WHERE id = ${body.id}::uuid`;
      await pauseFailingTriggers(server.context);
    };
    for (const status of ['failed', 'completed', 'failed'] as const) await fire(status);
    expect((await get(trigger.id)).enabled).toBe(true);
    await fire('failed');
    const paused = await get(trigger.id);
    expect(paused).toMatchObject({
      enabled: false,
      next_fire_at: null,
      paused: { reason: 'Its last 2 runs failed.' },
    });
    const resumed = await server.call(triggerEndpoints.update, {
      params: { id: trigger.id },
      body: { enabled: true, version: paused.version },
    });
    expect(resumed.body).toMatchObject({ enabled: true, paused: null });
    await fire('failed');
    expect((await get(trigger.id)).enabled).toBe(true);
    await fire('failed');
    expect((await get(trigger.id)).enabled).toBe(false);
  });

  it('pause as well after fires that a disabled agent did not take, and say which agent', async () => {
    const trigger = await createCron(server, {
      cron: '0 * * * *',
      agent: 'assistant',
      pause_after_failures: 2,
    });
    const enable = (enabled: boolean) =>
      server.context.prisma.agent.updateMany({ where: { name: 'assistant' }, data: { enabled } });
    const hour = async (time: string): Promise<boolean> => {
      await fireAt(`2026-06-07T${time}:00:01Z`);
      await server.context.prisma.$executeRaw`
        UPDATE tasks SET status = 'completed', finished_at = now(), attempt = attempt + 1
        WHERE trigger_id = ${trigger.id}::uuid AND finished_at IS NULL`;
      await pauseFailingTriggers(server.context);
      return (await get(trigger.id)).enabled;
    };
    await setNext(trigger.id, '2026-06-07T01:00:00Z');
    await enable(false);
    expect(await hour('01')).toBe(true);
    await enable(true);
    expect(await hour('02')).toBe(true);
    await enable(false);
    expect(await hour('03')).toBe(true);
    expect(await hour('04')).toBe(false);
    await enable(true);
    expect((await get(trigger.id)).paused).toMatchObject({
      reason: 'Its last 2 runs failed. The agent assistant is disabled.',
    });
  });
});
