import {
  inputEndpoints,
  sessionEndpoints,
  taskEndpoints,
  type EndpointInput,
  type ErrorBody,
  type RespondResponse,
  type TaskDetail,
  type TaskEvent,
} from '@taskhelm/contract';
import type { Answer, TestServer } from './test-server.ts';
import { waitUntil } from './wait-until.ts';

type CreateBody = EndpointInput<typeof taskEndpoints.create>['body'];
type RespondBody = EndpointInput<typeof inputEndpoints.respond>['body'];

/** A new task of the researcher, whose description is the script of its model; fails where the server refuses it. */
export async function createTask(
  server: TestServer,
  body: Partial<CreateBody> = {},
  token?: string,
): Promise<TaskDetail> {
  const whole = { agent: 'researcher', title: 'A task', description: 'result done', ...body };
  const answer = await server.call(taskEndpoints.create, { body: whole, ...(token ? { token } : {}) });
  if (answer.status !== 201) throw new Error(`the task was not created: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export async function getTask(server: TestServer, id: string): Promise<TaskDetail> {
  return (await server.call(taskEndpoints.get, { params: { id } })).body;
}

export function taskIn(server: TestServer, id: string, status: TaskDetail['status']): Promise<TaskDetail> {
  return waitUntil(`task ${id} ${status}`, async () => {
    const task = await getTask(server, id);
    return task.status === status && task;
  });
}

/** Creates a task and waits until it asks. */
export async function askingTask(server: TestServer, body: Partial<CreateBody>): Promise<TaskDetail> {
  const { id } = await createTask(server, body);
  return taskIn(server, id, 'needs_input');
}

/** A task whose agent asks `questions` with the tool ask_user and ends with what the model was told. */
export function taskAsking(server: TestServer, ...questions: object[]): Promise<TaskDetail> {
  return askingTask(server, {
    description: `call ask_user ${JSON.stringify({ questions })}\nresult Answered: {answer1} / {answer}`,
  });
}

/** Answers the request that waits; `body` may name another. */
export function respond(
  server: TestServer,
  task: Pick<TaskDetail, 'session_id' | 'pending_input'>,
  body: RespondBody,
): Promise<Answer<RespondResponse & ErrorBody>> {
  return server.call(inputEndpoints.respond, {
    params: { id: task.session_id },
    body: { call_id: task.pending_input?.call_id, ...body },
  });
}

/** The whole log of a task's session. */
export async function eventsOf(
  server: TestServer,
  task: Pick<TaskDetail, 'session_id'>,
): Promise<TaskEvent[]> {
  const answer = await server.call(sessionEndpoints.events, {
    params: { id: task.session_id },
    query: { limit: 500 },
  });
  return answer.body.data;
}

export async function countTasks(server: TestServer): Promise<number> {
  return server.context.prisma.task.count();
}
