import { RING_TOOLS } from './support/ring-tools.ts';
import type { EventRecord, RecordedRun, TaskRecord } from './support/recorded-run.ts';

const FINAL: ReadonlySet<unknown> = new Set(['completed', 'failed', 'cancelled']);
const ONCE_PER_CALL: ReadonlySet<string> = new Set([
  'tool_call',
  'tool_result',
  'input_request',
  'input_response',
]);
const BAD_LOG = /unhandled|uncaught|"level":"(error|fatal)"|FATAL ERROR/i;
/** What a process may say when its database was taken from it. */
const LOST_DATABASE =
  /57P0\d|ECONN|connection|Can't reach database|P1001|P1017|P2028|Unable to start a transaction/i;

export type Violation = { rule: string; id: string; message: string };

type Run = RecordedRun & { eventsOf: (taskId: string) => EventRecord[]; byId: Map<string, TaskRecord> };

/**
 * What has to hold after every fault program, once nothing is open any more: nothing lost (I1–I3), nothing twice
 * (I5, I6, I8), no write of a worker that had lost its task (I4), and no process that died of it (I10).
 */
export function checkInvariants(recorded: RecordedRun): Violation[] {
  const events = Map.groupBy(recorded.events, (event) => event.task_id);
  const run: Run = {
    ...recorded,
    eventsOf: (taskId) => events.get(taskId) ?? [],
    byId: new Map(recorded.tasks.map((task) => [task.id, task])),
  };
  return [
    ...checkAcknowledged(run),
    ...run.tasks.flatMap((task) => [
      ...checkEnd(task),
      ...checkSequence(task, run.eventsOf(task.id)),
      ...checkAttempts(task, run.eventsOf(task.id)),
      ...checkFinalEvent(task, run.eventsOf(task.id)),
      ...checkCalls(task, run.eventsOf(task.id)),
      ...checkLease(task),
      ...checkFamily(task, run),
    ]),
    ...checkInputs(run),
    ...checkEffects(run),
    ...checkProcesses(run),
  ];
}

const found = (rule: string, id: string, message: string): Violation[] => [{ rule, id, message }];

function checkAcknowledged({ acknowledged, byId }: Run): Violation[] {
  return acknowledged.flatMap((id) =>
    byId.has(id) ? [] : found('I1', id, 'was acknowledged and is not there'),
  );
}

function checkEnd({ id, status }: TaskRecord): Violation[] {
  return FINAL.has(status) || status === 'needs_input' ? [] : found('I2', id, `is still ${status}`);
}

function checkSequence(task: TaskRecord, events: EventRecord[]): Violation[] {
  const gap = events.find((event, index) => event.seq !== index + 1);
  if (gap) return found('I3', task.id, `has a gap or a repeat before seq ${gap.seq}`);
  if (events.length === task.last_seq) return [];
  return found('I3', task.id, `has ${events.length} events and last_seq ${task.last_seq}`);
}

/** Attempts never fall; each change of status raises them by one and goes on from the status before it. */
function checkAttempts(task: TaskRecord, events: EventRecord[]): Violation[] {
  let status: unknown = null;
  let attempt = -1;
  for (const event of events) {
    if (event.attempt < attempt) return found('I4', task.id, `attempt falls at seq ${event.seq}`);
    if (event.type === 'status_change') {
      const { from, to } = event.body;
      if (from !== status)
        return found(
          'I4',
          task.id,
          `goes on from ${String(from)} at seq ${event.seq}, was ${String(status)}`,
        );
      if (status !== null && event.attempt === attempt && !isParking(events, event))
        return found('I4', task.id, `changed its status at seq ${event.seq} without a new attempt`);
      status = to;
    }
    attempt = event.attempt;
  }
  if (status !== task.status)
    return found('I4', task.id, `is ${task.status}, its log says ${String(status)}`);
  return attempt > task.attempt
    ? found('I4', task.id, `has events of attempt ${attempt}, is at ${task.attempt}`)
    : [];
}

/** Requests and answers stand before the change of status that they belong to, under its attempt. */
function isParking(events: EventRecord[], change: EventRecord): boolean {
  const before = events[change.seq - 2];
  return before?.type === 'input_request' || before?.type === 'input_response';
}

function checkFinalEvent(task: TaskRecord, events: EventRecord[]): Violation[] {
  const ends = events.filter((event) => event.type === 'status_change' && FINAL.has(event.body['to']));
  if (!FINAL.has(task.status))
    return ends.length > 0 ? found('I5', task.id, `is ${task.status} and has ended before`) : [];
  if (ends.length !== 1) return found('I5', task.id, `has ended ${ends.length} times`);
  if (ends[0]?.body['to'] !== task.status) return found('I5', task.id, `is ${task.status}, ended otherwise`);
  return ends[0] === events.at(-1) ? [] : found('I5', task.id, 'has events after its end');
}

function checkCalls(task: TaskRecord, events: EventRecord[]): Violation[] {
  const keys = events.flatMap((event) => {
    if (event.type === 'usage') return [`usage of step ${String(event.body['step'])}`];
    return event.call_id && ONCE_PER_CALL.has(event.type) ? [`${event.type} of ${event.call_id}`] : [];
  });
  const repeated = keys.filter((key, index) => keys.indexOf(key) !== index);
  const planned = new Set(events.filter(({ type }) => type === 'tool_call').map(({ call_id }) => call_id));
  const unplanned = events.filter(
    ({ type, call_id }) => (type === 'tool_started' || type === 'tool_result') && !planned.has(call_id),
  );
  const results = new Set(events.filter(({ type }) => type === 'tool_result').map(({ call_id }) => call_id));
  const open = task.status === 'completed' ? [...planned].filter((callId) => !results.has(callId)) : [];
  return [
    ...repeated.flatMap((key) => found('I6', task.id, `has more than one ${key}`)),
    ...unplanned.flatMap(({ type, seq }) =>
      found('I6', task.id, `has a ${type} without a plan at seq ${seq}`),
    ),
    ...open.flatMap((callId) => found('I6', task.id, `completed without a result of call ${callId}`)),
  ];
}

function checkLease(task: TaskRecord): Violation[] {
  const held = task.lease_expires_at !== null && task.owner_id !== null;
  const free = task.lease_expires_at === null && task.owner_id === null;
  if (task.status === 'in_progress') return held ? [] : found('I7', task.id, 'runs without owner or lease');
  return free ? [] : found('I7', task.id, `is ${task.status} and has an owner or a lease`);
}

function checkFamily(task: TaskRecord, run: Run): Violation[] {
  if (task.parent_task_id === null) return [];
  const parent = run.byId.get(task.parent_task_id);
  if (!parent) return found('I9', task.id, 'has no parent any more');
  const announced = run
    .eventsOf(parent.id)
    .filter(({ type, body }) => type === 'task_created' && body['task_id'] === task.id).length;
  const problems = [
    ...(task.depth === parent.depth + 1 ? [] : ['is not one deeper than its parent']),
    ...(task.root_task_id === parent.root_task_id ? [] : ['has another root than its parent']),
    ...(announced === 1 ? [] : [`is announced ${announced} times by its parent`]),
    ...(parent.status === 'cancelled' && !FINAL.has(task.status) ? ['outlived its cancelled parent'] : []),
  ];
  return problems.flatMap((problem) => found('I9', task.id, problem));
}

function checkInputs({ inputs, byId, events }: Run): Violation[] {
  const answered = new Set(
    events.filter(({ type }) => type === 'input_response').map(({ call_id }) => call_id),
  );
  return inputs.flatMap(({ call_id, task_id, state }) => {
    const status = byId.get(task_id)?.status;
    const isAnswered = state === 'answered' || state === 'declined';
    if (isAnswered && !answered.has(call_id))
      return found('I6', task_id, `the answer to ${call_id} is not in its log`);
    if (!isAnswered && answered.has(call_id))
      return found('I6', task_id, `its log holds an answer to ${call_id}, which is ${state}`);
    return state === 'pending' && status !== 'needs_input'
      ? found('I2', task_id, `asks ${call_id} and is ${status}`)
      : [];
  });
}

/** Nothing reached the outside that was not planned and started in a log, and `once` means once. */
function checkEffects({ effects, events }: Run): Violation[] {
  const ofCall = Map.groupBy(events, ({ call_id }) => call_id ?? '');
  const times = Map.groupBy(effects, ({ key }) => key);
  const problems = [...times].flatMap(([key, hits]) => {
    const log = ofCall.get(key) ?? [];
    const started = log.filter(({ type }) => type === 'tool_started').length;
    const wentAhead = hits.length > started;
    return [
      ...(log.some(({ type }) => type === 'tool_call')
        ? []
        : found('I8', key, 'had an effect and was never planned')),
      ...(wentAhead ? found('I8', key, `had ${hits.length} effects, was started ${started} times`) : []),
      ...(hits.length > 1 && hits[0]?.kind === 'once'
        ? found('I8', key, `happened ${hits.length} times, may happen once`)
        : []),
    ];
  });
  const claimed = events.filter(
    ({ type, body }) =>
      type === 'tool_result' && body['status'] === 'ok' && RING_TOOLS.includes(String(body['tool'])),
  );
  const missing = claimed.filter(({ call_id }) => !times.has(call_id ?? ''));
  return [
    ...problems,
    ...missing.flatMap(({ call_id }) => found('I8', call_id ?? '', 'has a result and never happened')),
  ];
}

function checkProcesses({ processes }: Run): Violation[] {
  return processes.flatMap(({ name, endedByItself, log }) => {
    const line = log.split('\n').find((text) => BAD_LOG.test(text) && !LOST_DATABASE.test(text));
    return [
      ...(endedByItself ? found('I10', name, `ended by itself: ${log.trim().slice(-300)}`) : []),
      ...(line ? found('I10', name, `logged: ${line.slice(0, 300)}`) : []),
    ];
  });
}
