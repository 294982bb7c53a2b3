import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TaskDetail, type TaskExport } from '@taskhelm/contract';
import { createTask, eventsOf, respond, taskIn } from './support/tasks.ts';
import { startTestServer, TOKEN, type TestServer } from './support/test-server.ts';

const headers = { authorization: `Bearer ${TOKEN}` };

describe('exporting a task', () => {
  let server: TestServer;
  let task: TaskDetail;
  beforeAll(async () => {
    server = await startTestServer();
    await server.startWorker();
    const { id } = await createTask(server, {
      title: 'Weekly\nreport',
      description:
        'think Hm\ncall calculate {"expression":"2+3*4"}\nask Which ```one```?\nresult It is {output}, {answer}',
    });
    await respond(server, await taskIn(server, id, 'needs_input'), { answers: ['# this one'] });
    task = await taskIn(server, id, 'completed');
  });
  afterAll(() => server.stop());

  const read = (query: string) => server.request(`/tasks/${task.id}/export${query}`, { headers });

  it('gives the task and every event whole as JSON, as a file', async () => {
    const { status, body, headers: sent } = await read('');
    expect(status).toBe(200);
    expect(sent.get('content-disposition')).toBe(`attachment; filename="task-${task.id}.json"`);
    const { task: exported, events } = body as TaskExport;
    expect(exported).toEqual(task);
    expect(events).toEqual(await eventsOf(server, task));
  });

  it('gives a transcript that people can read as Markdown', async () => {
    const { status, body, headers: sent } = await read('?format=markdown');
    expect(status).toBe(200);
    expect(sent.get('content-type')).toBe('text/markdown; charset=utf-8');
    expect(sent.get('content-disposition')).toContain('.md"');
    const text = body as string;
    expect(text).toMatch(/^# Weekly report\n/);
    for (const part of [
      'researcher calls calculate',
      'calculate: ok',
      '> Hm',
      'Which ```one```?',
      '- "# this one"',
      '## Result\n\nIt is 14',
      '*',
    ])
      expect(text).toContain(part);
    const places = ['## Conversation', 'calls calculate', 'calculate: ok', 'researcher asks'].map((part) =>
      text.indexOf(part),
    );
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  it('is refused for an unknown task, an unknown format and without a credential', async () => {
    expect(
      (await server.request('/tasks/0197fbd0-0000-7000-8000-000000000000/export', { headers })).status,
    ).toBe(404);
    expect((await read('?format=pdf')).status).toBe(400);
    expect((await server.request(`/tasks/${task.id}/export`)).status).toBe(401);
  });
});
