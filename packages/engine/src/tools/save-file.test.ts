import { expect, test } from '@jest/globals';
import { runAgentLoop } from '../run-agent-loop.ts';
import { buildHost } from '../test-support/build-host.ts';
import { buildRun, uuid } from '../test-support/build-run.ts';
import type { ToolHost } from '../tool.ts';

async function save(args: Record<string, unknown>) {
  const saved: Parameters<ToolHost['saveFile']>[0][] = [];
  const saveFile: ToolHost['saveFile'] = async (request) => {
    saved.push(request);
    const { name, mediaType, content } = request;
    return { artifact_id: uuid(7), name, media_type: mediaType, size_bytes: content.length };
  };
  const run = buildRun(`call save_file ${JSON.stringify(args)}\nresult done`, {
    host: buildHost({ saveFile }),
  });
  await runAgentLoop(run);
  const result = run.log.events.find((event) => event.type === 'tool_result');
  return { saved, result };
}

test('text is saved in UTF-8, as plain text where nothing else is said', async () => {
  const { saved, result } = await save({ name: 'a.txt', content: 'naïve 🧭' });
  expect(saved).toEqual([
    {
      callId: uuid(101),
      name: 'a.txt',
      mediaType: 'text/plain',
      content: new TextEncoder().encode('naïve 🧭'),
    },
  ]);
  expect(result?.output).toMatchObject({ artifact_id: uuid(7), size_bytes: 11 });
});

test('base64 is decoded', async () => {
  const content = Buffer.from([0, 255, 7]).toString('base64');
  const { saved } = await save({ name: 'a.bin', media_type: 'image/PNG', content, encoding: 'base64' });
  expect([...(saved[0]?.content ?? [])]).toEqual([0, 255, 7]);
  expect(saved[0]?.mediaType).toBe('image/png');
});

test.each([
  [{ name: 'a', content: 'not base64!', encoding: 'base64' }, 'not base64'],
  [{ name: 'a', content: 'x', media_type: 'html' }, 'media type'],
  [{ name: '', content: 'x' }, 'name'],
])('%j is refused in words', async (args, words) => {
  const { saved, result } = await save(args);
  expect(result).toMatchObject({ status: 'error', output: expect.stringContaining(words) });
  expect(saved).toEqual([]);
});
