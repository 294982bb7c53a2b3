import { startModelServer, sendDeltas, refuses, type ModelServer } from '../../bench/support/model-server.ts';
import { createApi, type Api } from '../fixtures/api.ts';
import { startMcpServer } from '../fixtures/mcp-server.ts';
import { startReceiver } from '../fixtures/receiver.ts';
import { removeDataDir, startTaskhelm, type Taskhelm } from '../fixtures/taskhelm.ts';
import {
  makeBelongings,
  makeMcpServers,
  makeModels,
  makeNotices,
  makeTriggers,
  type Notices,
  type Triggers,
} from './make-settings.ts';
import { makeTasks, type Tasks } from './make-tasks.ts';

/** Everything that the pictures show. */
export type World = {
  taskhelm: Taskhelm;
  /** Another one, in which nobody has done anything. */
  empty: Taskhelm;
  api: Api;
  tasks: Tasks;
  notices: Notices;
  triggers: Triggers;
};

/** What it starts it hands to `later` at once, to be stopped with the last first. */
export async function makeWorld(later: (stop: () => Promise<unknown>) => void): Promise<World> {
  const model = await startModelServer();
  later(model.close);
  model.behave('streaming', writesSlowly);
  model.behave('refusing', refuses(401, {}, '{"error":{"message":"invalid key"}}'));
  const [receiver, gone] = [await startReceiver(), await startReceiver()];
  later(receiver.close);
  later(gone.close);
  const mcp = await startMcpServer();
  later(mcp.stop);
  // What the pictures need is on loopback.
  const settings = {
    NOTICE_PRIVATE_HOSTS: '127.0.0.1',
    MODEL_PRIVATE_HOSTS: '127.0.0.1',
    ALLOW_PRIVATE_NETWORK_MCP: 'true',
    LOG_LEVEL: 'fatal',
  };
  const start = async (): Promise<Taskhelm> => {
    const taskhelm = await startTaskhelm({ settings });
    later(async () => {
      // Work would hold it up; a terminal's Ctrl+C has reached it already.
      await createApi(taskhelm.url)
        .cancelAll()
        .catch(() => undefined);
      await taskhelm.stop();
      await removeDataDir(taskhelm.dataDir);
    });
    return taskhelm;
  };
  const [taskhelm, empty] = [await start(), await start()];
  const api = createApi(taskhelm.url);
  await makeModels(api, model);
  const tasks = await makeTasks(api);
  await makeBelongings(api);
  await makeMcpServers(api, mcp);
  return {
    taskhelm,
    empty,
    api,
    tasks,
    triggers: await makeTriggers(api),
    notices: await makeNotices(api, receiver, gone),
  };
}

const TEXT = `# The year in brief\n\nIt was the year in which the market stopped buying **seats** and began to buy results. Three things changed at once, and none of them was on anybody's list in January.\n\n- Prices followed use.\n- Small firms bought what only large ones had bought.\n- `;

type Behaviour = Parameters<ModelServer['behave']>[1];

/** A good piece at once, then a word every few seconds for as long as anybody listens. */
const writesSlowly: Behaviour = (response, request) => {
  if (request.tools) {
    sendDeltas(response, [{ role: 'assistant', content: 'ready' }]);
    return;
  }
  const send = (content: string): void => {
    const choices = [{ index: 0, delta: { role: 'assistant', content }, finish_reason: null }];
    const frame = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_700_000_000, model: 'm' };
    response.write(`data: ${JSON.stringify({ ...frame, choices })}\n\n`);
  };
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  send(TEXT);
  const more = setInterval(() => send('word '), 3_000);
  response.once('close', () => clearInterval(more));
};
