import type { TaskLimits } from '@taskhelm/contract';
import { sendCalls } from '../support/model-server.ts';
import { comesTrue, countEvents, endOf, withModels, type ModelRun } from './support/model-agents.ts';
import { onSite } from './support/on-site.ts';
import { runAlone } from './support/program.ts';

const DEFAULT_STEPS = 100;
const PRICE = { input_microusd: 100_000_000, output_microusd: 100_000_000 };
/** Of one step at that price: 30 tokens. */
const STEP_COST = 3_000;

type Bound = { limits: TaskLimits; code: string; says: RegExp; steps?: number };

const BOUNDS: Record<string, Bound> = {
  steps: {
    limits: { max_steps: 7, on_limit: 'fail' },
    code: 'step_limit',
    says: /used all its 7 model steps.*Raise max_steps/,
    steps: 7,
  },
  cost: {
    limits: { max_cost_microusd: STEP_COST * 5, on_limit: 'fail' },
    code: 'cost_limit',
    says: /has cost \$0\.015 and may cost \$0\.015.*Raise max_cost/,
    steps: 5,
  },
  tokens: {
    limits: { max_tokens: 100, on_limit: 'fail' },
    code: 'token_limit',
    says: /used 120 tokens and may use 100.*Raise max_tokens/,
    steps: 4,
  },
  time: {
    // More steps than any machine makes in that time.
    limits: { timeout_ms: 3_000, max_steps: 1_000, on_limit: 'fail' },
    code: 'time_limit',
    says: /worked for 3 s.*Raise timeout_ms/,
  },
};

/** A model that never stops calling tools, under each limit. */
export const c6EndlessCalls = onSite({
  id: 'C6',
  title: 'models that never stop calling tools',
  sizes: { ci: 2, soak: 30, prove: 1 },
  protections: ['the limits of a task'],
  site: { workers: 1 },
  run: withModels(async (run) => {
    await run.addAgent(
      'endless',
      (response, _request, count) =>
        sendCalls(response, [{ id: `c${count}`, name: 'ring_same', args: `{"ms":${count % 10}}` }]),
      { agent: { tools: ['ring_same'] }, model: { price: PRICE } },
    );
    const bounds = Object.entries(BOUNDS);
    for (let round = 0; round < run.size; round += 1)
      await Promise.all([...bounds.map(([name, bound]) => stopAt(run, name, bound)), askAtDefault(run)]);
    return { 'model calls': run.provider.requests.length, calls: run.site.effects.effects.length };
  }),
});

async function stopAt({ site, violate, without }: ModelRun, name: string, bound: Bound): Promise<void> {
  const { id } = await site.create({ agent: 'endless', description: 'Go on.', limits: bound.limits });
  const end = await endOf(site, id, without ? 20_000 : 90_000);
  if (end?.code !== bound.code || !bound.says.test(end.says))
    violate(id, `${name}: ended as ${JSON.stringify(end)}`);
  const steps = await countEvents(site, id, 'usage');
  if (end && bound.steps !== undefined && steps !== bound.steps) violate(id, `${name}: made ${steps} steps`);
  if (!end) await site.api.request('DELETE', `/tasks/${id}`);
}

/** Without a limit of its own it may make a hundred steps, and asks a person before another one. */
async function askAtDefault({ site, violate, without }: ModelRun): Promise<void> {
  const { id } = await site.create({ agent: 'endless', description: 'Go on.' });
  const asks = async (): Promise<boolean> =>
    (await site.prisma.task.findUniqueOrThrow({ where: { id } })).status === 'needs_input';
  if (!(await comesTrue(asks, without ? 30_000 : 180_000))) violate(id, 'default: it never asked');
  else {
    const steps = await countEvents(site, id, 'usage');
    if (steps !== DEFAULT_STEPS) violate(id, `default: asked after ${steps} steps`);
    await site.answerAll();
    const end = await endOf(site, id, 60_000);
    if (end?.code !== 'step_limit') violate(id, `default: ended as ${JSON.stringify(end)}`);
  }
  await site.api.request('DELETE', `/tasks/${id}`);
}

if (import.meta.main) await runAlone(c6EndlessCalls);
