import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inputEndpoints, sessionEndpoints, taskEndpoints, type TaskDetail } from '@taskhelm/contract';
import { startTestServer, type TestServer } from './support/test-server.ts';
import { waitUntil } from './support/wait-until.ts';

describe('a task from creation to result', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await server.startWorker();
  });
  afterAll(() => server.stop());

  const taskIn = (id: string, status: TaskDetail['status']) =>
    waitUntil(`task ${id} ${status}`, async () => {
      const { body } = await server.call(taskEndpoints.get, { params: { id } });
      return body.status === status && body;
    });

  it('runs, asks, takes the answer and ends with a result made of it', async () => {
    const created = await server.call(taskEndpoints.create, {
      body: { agent: 'researcher', title: 'Market analysis', description: 'Analyze the market' },
    });
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe(`/api/v1/tasks/${created.body.id}`);
    const waiting = await taskIn(created.body.id, 'needs_input');
    expect(waiting.pending_input?.count).toBe(1);
    const answered = await server.call(inputEndpoints.respond, {
      params: { id: waiting.session_id },
      body: { call_id: waiting.pending_input?.call_id, answers: ['Focus on enterprise segment'] },
    });
    expect(answered.status).toBe(200);
    expect(answered.body).toMatchObject({ outcome: 'answered', still_pending: [], replayed: false });
    const done = await taskIn(created.body.id, 'completed');
    expect(done.result).toContain('Focus on enterprise segment');
    const { body: log } = await server.call(sessionEndpoints.events, { params: { id: done.session_id } });
    expect(log.data.map((event) => event.seq)).toEqual(log.data.map((_event, index) => index + 1));
  });

  it('stops the running agent when the task is cancelled', async () => {
    const created = await server.call(taskEndpoints.create, {
      body: { agent: 'researcher', title: 'Long', description: 'wait 600\nresult never' },
    });
    await taskIn(created.body.id, 'in_progress');
    const cancelled = await server.call(taskEndpoints.cancel, {
      params: { id: created.body.id },
      body: { reason: 'not needed' },
    });
    expect(cancelled.body.status).toBe('cancelled');
    const stopped = await waitUntil('the acknowledgement', async () => {
      const { body } = await server.call(taskEndpoints.get, { params: { id: created.body.id } });
      return body.cancel?.acknowledged_at ? body : null;
    });
    expect(stopped.cancel?.reason).toBe('not needed');
    expect(stopped.result).toBeNull();
  });
});
