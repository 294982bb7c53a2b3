import { sendCalls, sendDeltas, says, type ModelRequest } from '../support/model-server.ts';
import { endOf, withModels, type ModelRun } from './support/model-agents.ts';
import { onSite } from './support/on-site.ts';
import { runAlone } from './support/program.ts';

const CALLS = 1_000;
const MOST_AT_ONCE = 16;
const PATIENCE_MS = 600_000;

type Result = { call_id: string; status: string; output: unknown };

/** Calls of tools that do not exist, with wrong arguments, a thousand at once, with ids that repeat, and in plain text. */
export const c5UnrulyCalls = onSite({
  id: 'C5',
  title: 'models that call tools as they should not',
  sizes: { ci: 1, soak: 20, prove: 1 },
  protections: ['unique ids of calls', 'the bound of parallel calls'],
  site: { workers: 1 },
  run: withModels(async (run) => {
    await addAgents(run);
    for (let round = 0; round < run.size; round += 1) {
      await Promise.all([refuseUnknown(run), refuseArguments(run), readText(run), tellCallsApart(run)]);
      await callManyAtOnce(run);
    }
    const most = run.site.effects.mostAtOnce;
    if (most > MOST_AT_ONCE) run.violate('calls', `${most} ran at once`);
    return { calls: run.site.effects.effects.length, 'at once at most': most };
  }),
});

async function addAgents({ addAgent, violate }: ModelRun): Promise<void> {
  const ring = { agent: { tools: ['ring_read', 'ring_once'] } };
  const answered = ({ messages }: ModelRequest): number =>
    messages.filter(({ role }) => role === 'tool').length;
  const inSteps = (name: string, steps: (() => { id?: string; name: string; args: string }[])[]) =>
    addAgent(
      name,
      (response, request) => {
        checkIds(request, (message) => violate(name, message));
        const assistants = request.messages.filter(({ role }) => role === 'assistant').length;
        const calls = steps[assistants]?.();
        if (calls) sendCalls(response, calls);
        else sendDeltas(response, [{ role: 'assistant', content: `${answered(request)} results` }]);
      },
      ring,
    );
  const call = (id: string, ms = 0) => ({ id, name: 'ring_once', args: `{"ms":${ms}}` });
  await inSteps('unknown', [
    () => [
      { name: 'ring_twice', args: '{}' },
      { id: '', name: 'Ring_Once', args: '{}' },
    ],
  ]);
  await inSteps('wrong', [
    () =>
      ['{"ms":"soon"}', '[1]', '{"ms":1,"more":2}', '"text"', '{"ms":'].map((args, index) => ({
        id: `w${index}`,
        name: 'ring_once',
        args,
      })),
  ]);
  await inSteps('doubled', [
    () => [call('same'), call('same'), call('same')],
    () => [call('same'), call('same_2')],
  ]);
  const many = Array.from({ length: CALLS }, (_, index) => ({
    id: `m${index}`,
    name: 'ring_read',
    args: '{"ms":300}',
  }));
  await inSteps('many', [() => many]);
  await addAgent(
    'text',
    says('<tool_call>{"name":"ring_once","arguments":{"ms":0}}</tool_call>\nring_once({})'),
    ring,
  );
}

/** Each result that the provider is sent belongs to one call of the step before it, and no id stands twice. */
function checkIds({ messages }: ModelRequest, violate: (message: string) => void): void {
  const planned = messages.flatMap((message) =>
    ((message as { tool_calls?: { id: string }[] }).tool_calls ?? []).map(({ id }) => id),
  );
  const answered = messages.flatMap(({ tool_call_id: id }) => (id === undefined ? [] : [id]));
  if (new Set(planned).size !== planned.length)
    violate(`it was sent the calls ${planned.slice(0, 9).join(', ')}`);
  if (planned.toSorted().join() !== answered.toSorted().join())
    violate(`${planned.length} calls and ${answered.length} results that do not belong together`);
}

async function play(
  { site, violate }: ModelRun,
  agent: string,
): Promise<{ says: string; results: Result[]; rang: number }> {
  const { id } = await site.create({ agent, description: 'Call.' });
  const end = await endOf(site, id, PATIENCE_MS);
  if (end?.status !== 'completed') violate(id, `${agent}: ended as ${JSON.stringify(end)}`);
  const rows = await site.prisma.taskEvent.findMany({ where: { taskId: id, type: 'tool_result' } });
  const results = rows.map(({ callId, body }) => ({
    ...(body as Omit<Result, 'call_id'>),
    call_id: callId ?? '',
  }));
  const own = new Set(results.map((result) => result.call_id));
  const rang = site.effects.effects.filter(({ key }) => own.has(key)).length;
  return { says: end?.says ?? '', results, rang };
}

async function refuseUnknown(run: ModelRun): Promise<void> {
  const { results, rang } = await play(run, 'unknown');
  const told = results.filter(({ output }) =>
    /no tool named .*The tools are: ring_read, ring_once/.test(String(output)),
  );
  if (told.length !== 2 || rang > 0) run.violate('unknown', JSON.stringify(results));
}

async function refuseArguments(run: ModelRun): Promise<void> {
  const { results, rang } = await play(run, 'wrong');
  const told = results.filter(
    ({ status, output }) => status === 'error' && /arguments of ring_once/.test(String(output)),
  );
  if (told.length !== 5 || rang > 0) run.violate('wrong', JSON.stringify(results));
}

async function readText(run: ModelRun): Promise<void> {
  const { results, says: text } = await play(run, 'text');
  if (results.length > 0 || !text.startsWith('<tool_call>')) run.violate('text', `${text} ${results.length}`);
}

async function tellCallsApart(run: ModelRun): Promise<void> {
  const { results, rang } = await play(run, 'doubled');
  if (results.length !== 5 || rang !== 5)
    run.violate('doubled', `${results.length} results, rang ${rang} times`);
}

/** A `read` call may be made again where the worker was thought lost meanwhile. */
async function callManyAtOnce(run: ModelRun): Promise<void> {
  const { says: text, rang } = await play(run, 'many');
  if (text !== `${CALLS} results` || rang < CALLS) run.violate('many', `${text}, rang ${rang} times`);
}

if (import.meta.main) await runAlone(c5UnrulyCalls);
