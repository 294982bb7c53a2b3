import type { Trigger } from '@taskhelm/contract';
import { onSite, type SiteRun } from './support/on-site.ts';
import { runAlone } from './support/program.ts';
import { AGENT } from './support/site.ts';
import { sleep, waitFor } from './support/wait.ts';

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;
/** Back far enough that clocks changed in it, whenever this runs; as many weeks as one jump may catch up with. */
const WEEKS = 60;
const DAYS = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short' });
const HOURS = new Intl.DateTimeFormat('de-DE', { timeZone: 'Europe/Berlin', timeStyle: 'short' });

/**
 * Three workers watch the same schedules while the clock jumps over moments and back. For a schedule it is the same
 * whether the clock jumps on or what it waits for is put into the past, and only the latter leaves Postgres alone.
 */
export const b6CronOnce = onSite({
  id: 'B6',
  title: 'schedules on three workers, clock jumps, changes of summer time',
  sizes: { ci: 5, soak: 50, prove: 1 },
  protections: ['the unique moment of a schedule'],
  site: { workers: 3 },
  run: async (run) => {
    let fired = await changeTime(run);
    for (let round = 0; round < run.size; round += 1) fired += await jump(run, `every-${round}`);
    await run.site.settle();
    return { 'moments fired': fired, 'summer time': `${WEEKS} Sundays at 02:30 in Berlin` };
  },
});

/** Over a random number of moments, one for each five minutes, and back over the same. */
async function jump(run: SiteRun, name: string): Promise<number> {
  const trigger = await makeTrigger(run, { name, cron: '*/5 * * * *' });
  const step = 5 * MINUTE_MS;
  const last = Math.floor(Date.now() / step) * step;
  const first = last - run.random.between(1, 20) * step;
  await fireFrom(run, trigger, new Date(first));
  await fireFrom(run, trigger, new Date(first));
  const moments = await readMoments(run, trigger);
  const wanted = (last - first) / step + 1;
  // One more may have come due meanwhile.
  if (moments.length < wanted || moments.length > wanted + 1)
    run.violate(name, `${moments.length} fires of ${wanted} moments`);
  if (new Set(moments.map(Number)).size !== moments.length) run.violate(name, 'a moment was fired twice');
  return moments.length;
}

/** A half hour that is left out once a year, and comes twice once a year: each Sunday has one fire all the same. */
async function changeTime(run: SiteRun): Promise<number> {
  const trigger = await makeTrigger(run, { name: 'sundays', cron: '30 2 * * 0', time_zone: 'Europe/Berlin' });
  await fireFrom(run, trigger, new Date(Date.now() - WEEKS * WEEK_MS));
  const moments = await readMoments(run, trigger);
  const days = moments.map((moment) => DAYS.format(moment));
  if (new Set(days).size !== days.length) run.violate('sundays', `fired twice on a day: ${days.join(' ')}`);
  if (Math.abs(days.length - WEEKS) > 1) run.violate('sundays', `${days.length} fires in ${WEEKS} weeks`);
  const late = moments.filter((moment) => HOURS.format(moment) !== '02:30');
  const isGap = (moment: Date): boolean => HOURS.format(moment) === '03:00';
  if (!late.every(isGap) || late.length === 0 || late.length > 2)
    run.violate('sundays', `fired at ${late.map((moment) => moment.toISOString()).join(' ')}`);
  return moments.length;
}

async function makeTrigger({ site }: SiteRun, schedule: Partial<Trigger>): Promise<Trigger> {
  const { status, body } = await site.api.request<Trigger>('POST', '/triggers', {
    kind: 'cron',
    agent: AGENT,
    title: 'Fired',
    description: 'result done',
    missed: 'all',
    missed_limit: 100,
    ...schedule,
  });
  if (status !== 201) throw new Error(`the trigger was refused: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** As if it had last been looked at before `from`; until its workers have caught up. */
async function fireFrom({ site }: SiteRun, { id }: Trigger, from: Date): Promise<void> {
  await site.prisma.trigger.update({ where: { id }, data: { nextFireAt: from } });
  await waitFor('the schedule to be caught up with', async () => {
    const { nextFireAt } = await site.prisma.trigger.findUniqueOrThrow({ where: { id } });
    return nextFireAt !== null && nextFireAt.getTime() > Date.now();
  });
  // Whoever saw it due at the same time has looked by then.
  await sleep(1_500);
}

/** The moments that made a task. */
async function readMoments({ site, violate }: SiteRun, { id, name }: Trigger): Promise<Date[]> {
  const made = await site.prisma.triggerDelivery.findMany({
    where: { triggerId: id, outcome: 'accepted' },
    orderBy: { fireAt: 'asc' },
  });
  const tasks = await site.prisma.task.count({ where: { triggerId: id } });
  if (tasks !== made.length) violate(name, `${tasks} tasks of ${made.length} fires`);
  return made.map(({ fireAt }) => fireAt ?? new Date(0));
}

if (import.meta.main) await runAlone(b6CronOnce);
