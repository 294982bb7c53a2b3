import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionEndpoints, taskEndpoints, tokenEndpoints, type StreamMessage } from '@taskhelm/contract';
import { createContext, type Context } from '../src/context.ts';
import { STREAMS_PER_CALLER } from '../src/http/stream-registry.ts';
import { startTaskWorker } from '../src/runner/start-task-worker.ts';
import { openStream, type OpenStream } from './support/read-stream.ts';
import { createTask, eventsOf, respond, taskIn } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';
import { waitUntil } from './support/wait-until.ts';

const seqs = (messages: StreamMessage[]): number[] =>
  messages.flatMap((message) => (message.event === 'message' ? [message.id] : []));
const textOf = (messages: StreamMessage[]): string =>
  messages.flatMap((message) => (message.event === 'delta' ? [message.data.text] : [])).join('');

/** Messages up to the first that `isLast` says yes to, with it. */
async function readUntil(
  stream: OpenStream,
  isLast: (message: StreamMessage) => boolean,
): Promise<StreamMessage[]> {
  const messages: StreamMessage[] = [];
  for (;;) {
    const message = await stream.next();
    if (!message) throw new Error(`the stream ended after ${JSON.stringify(messages.at(-1))}`);
    messages.push(message);
    if (isLast(message)) return messages;
  }
}

/** Messages until their deltas end with `text`. */
async function readUntilText(stream: OpenStream, text: string): Promise<StreamMessage[]> {
  const messages: StreamMessage[] = [];
  while (!textOf(messages).endsWith(text)) messages.push(...(await readUntil(stream, () => true)));
  return messages;
}

describe('following a session live', () => {
  let server: TestServer;
  /** Another process on the same database, in which the tasks run. */
  let other: Context;
  let worker: { stop: () => Promise<void> };
  beforeAll(async () => {
    server = await startTestServer();
    const { config, databaseUrl, logger } = server.context;
    other = await createContext({ config, databaseUrl, logger });
    worker = await startTaskWorker(other);
  });
  afterAll(async () => {
    await worker.stop();
    await other.close();
    await server.stop();
  });

  it('sends every event once, in order, with its number as id, and ends when the task does', async () => {
    const task = await createTask(server, {
      description: 'say Hello\ncall calculate {"expression":"2+3"}\nresult {output}',
    });
    const stream = await openStream(server, `/tasks/${task.id}/stream`);
    expect(stream.status).toBe(200);
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    expect(stream.headers.get('x-accel-buffering')).toBe('no');
    expect(stream.headers.get('content-encoding')).toBeNull();
    const messages = await stream.rest();
    const stored = messages.filter((message) => message.event === 'message');
    expect(stored.map((message) => message.data)).toEqual(await eventsOf(server, task));
    expect(seqs(messages)).toEqual(stored.map((_message, index) => index + 1));
    expect(messages.at(-1)).toEqual({ event: 'end', data: { status: 'completed' } });
  });

  it('loses and repeats no event however often a client comes back with Last-Event-ID', async () => {
    const calls = Array.from({ length: 12 }, (_none, index) => `call calculate {"expression":"${index}+1"}`);
    const task = await createTask(server, { description: `${calls.join('\n')}\nresult done` });
    const seen: number[] = [];
    for (let ended = false; !ended;) {
      const stream = await openStream(server, `/sessions/${task.session_id}/stream`, {
        lastEventId: seen.at(-1) ?? 0,
      });
      for (let taken = 0; taken < 5 && !ended;) {
        const message = await stream.next();
        ended = message?.event === 'end';
        if (message?.event !== 'message') continue;
        seen.push(message.id);
        taken += 1;
      }
      stream.close();
    }
    const events = await eventsOf(server, task);
    expect(events.length).toBeGreaterThan(50);
    expect(seen).toEqual(events.map((event) => event.seq));
  });

  it('goes on through a question that is answered', async () => {
    const task = await createTask(server, { description: 'ask Which one?\nresult You said {answer}' });
    const stream = await openStream(server, `/tasks/${task.id}/stream`);
    await readUntil(stream, ({ event, data }) => event === 'message' && data.type === 'input_request');
    await respond(server, await taskIn(server, task.id, 'needs_input'), { answers: ['this one'] });
    const rest = await stream.rest();
    expect(rest).toContainEqual(
      expect.objectContaining({ data: expect.objectContaining({ type: 'input_response' }) }),
    );
    expect(rest.at(-1)).toEqual({ event: 'end', data: { status: 'completed' } });
  });

  it('tells what the model is saying before it is stored, and to one who comes later from its beginning', async () => {
    const said = 'The quick brown fox jumps over the lazy dog.';
    const task = await createTask(server, { description: `say ${said}\nwait 60\nresult done` });
    const first = await openStream(server, `/tasks/${task.id}/stream`);
    expect(textOf(await readUntilText(first, said))).toContain(said);
    const second = await openStream(server, `/tasks/${task.id}/stream`, { query: '?after=3' });
    const later = await readUntilText(second, said);
    expect(textOf(later)).toMatch(/^I am the scripted model/);
    expect(later.find(({ event }) => event === 'delta')?.data).toMatchObject({
      offset: 0,
      step: 1,
      kind: 'text',
      after: 4,
    });
    const stored = await eventsOf(server, task);
    expect(stored.at(-1)).toMatchObject({ type: 'model_started', seq: 4 });
    await server.call(taskEndpoints.cancel, { params: { id: task.id } });
    expect((await second.rest()).at(-1)).toEqual({ event: 'end', data: { status: 'cancelled' } });
    expect((await first.rest()).at(-1)).toEqual({ event: 'end', data: { status: 'cancelled' } });
  });

  it('has nothing more to say about a final task whose events were all seen', async () => {
    const { id } = await createTask(server);
    const task = await taskIn(server, id, 'completed');
    const late = await openStream(server, `/tasks/${id}/stream`, { lastEventId: task.last_seq });
    expect(late.status).toBe(204);
    const whole = await (await openStream(server, `/tasks/${id}/stream`)).rest();
    expect(seqs(whole)).toHaveLength(task.last_seq);
    const tail = await openStream(server, `/tasks/${id}/stream`, { query: `?after=${task.last_seq - 1}` });
    expect(seqs(await tail.rest())).toEqual([task.last_seq]);
  });

  it.each([
    ['an unknown task', '/tasks/0197fbd0-0000-7000-8000-000000000000/stream', {}, 404],
    ['an unknown session', '/sessions/0197fbd0-0000-7000-8000-000000000000/stream', {}, 404],
    ['a malformed id', '/tasks/nothing/stream', {}, 404],
    ['an unknown token', '/tasks/:id/stream', { token: 'bb_unknown' }, 401],
    ['an unknown parameter', '/tasks/:id/stream', { query: '?since=1' }, 400],
    ['a negative number', '/tasks/:id/stream', { query: '?after=-1' }, 400],
    ['a Last-Event-ID that is no number', '/tasks/:id/stream', { lastEventId: 'x' }, 400],
    ['a Last-Event-ID beyond all numbers', '/tasks/:id/stream', { lastEventId: '9999999999' }, 400],
  ])('refuses %s', async (_what, path, options, status) => {
    const { id } = await createTask(server);
    const stream = await openStream(server, path.replace(':id', id), options);
    expect(stream.status).toBe(status);
    stream.close();
  });

  describe('with a token of its own', () => {
    const makeToken = async (scope: 'tasks:read' | 'agents:read'): Promise<{ id: string; token: string }> =>
      (await server.call(tokenEndpoints.create, { body: { name: 'streams', scopes: [scope] } })).body;
    const waiting = () => createTask(server, { description: 'ask Which one?' });

    it('refuses a token that may not read tasks', async () => {
      const { token } = await makeToken('agents:read');
      expect((await openStream(server, `/tasks/${(await waiting()).id}/stream`, { token })).status).toBe(403);
    });

    it('ends when the token is revoked', async () => {
      const { id, token } = await makeToken('tasks:read');
      const task = await waiting();
      const stream = await openStream(server, `/tasks/${task.id}/stream`, { token });
      await readUntil(stream, ({ event, data }) => event === 'message' && data.type === 'input_request');
      await server.call(tokenEndpoints.revoke, { params: { id } });
      const rest = await stream.rest();
      expect(rest.map(({ event }) => event)).not.toContain('end');
    });

    it('opens no more than twenty for one caller, and another when one has closed', async () => {
      const { token } = await makeToken('tasks:read');
      const path = `/tasks/${(await waiting()).id}/stream`;
      const streams: OpenStream[] = [];
      for (let count = 0; count < STREAMS_PER_CALLER; count += 1)
        streams.push(await openStream(server, path, { token }));
      expect(streams.map((stream) => stream.status)).toEqual(streams.map(() => 200));
      const refused = await openStream(server, path, { token });
      expect(refused.status).toBe(429);
      expect(refused.headers.get('retry-after')).toBe('5');
      expect((await openStream(server, path)).status).toBe(200);
      streams.pop()?.close();
      const opened = await waitUntil('room for another stream', async () => {
        const stream = await openStream(server, path, { token });
        return stream.status === 200 && stream;
      });
      streams.push(opened);
      streams.forEach((stream) => stream.close());
    });
  });

  it('answers 304 to who has a task or its events already, and anew when something was added', async () => {
    const task = await createTask(server, { description: 'ask Which one?\nresult done' });
    await taskIn(server, task.id, 'needs_input');
    const read = async (tags: { task?: string; events?: string }) => {
      const one = await server.call(taskEndpoints.get, {
        params: { id: task.id },
        headers: tags.task ? { 'if-none-match': tags.task } : {},
      });
      const events = await server.call(sessionEndpoints.events, {
        params: { id: task.session_id },
        headers: tags.events ? { 'if-none-match': tags.events } : {},
      });
      return {
        statuses: [one.status, events.status],
        tags: { task: one.headers.get('etag') ?? '', events: events.headers.get('etag') ?? '' },
      };
    };
    const first = await read({});
    const again = await read(first.tags);
    expect(again.statuses).toEqual([304, 304]);
    expect(again.tags).toEqual(first.tags);
    await respond(server, await taskIn(server, task.id, 'needs_input'), { answers: ['this one'] });
    const changed = await read(first.tags);
    expect(changed.statuses).toEqual([200, 200]);
    await taskIn(server, task.id, 'completed');
  });
});
