import { expect, test } from '@jest/globals';
import { runAgentLoop } from '../run-agent-loop.ts';
import { buildHost } from '../test-support/build-host.ts';
import { buildRun, uuid } from '../test-support/build-run.ts';
import type { Memory, ToolHost } from '../tool.ts';

async function output(call: string, host: Partial<ToolHost>): Promise<unknown> {
  const run = buildRun(`call ${call}\nresult done`, { host: buildHost(host) });
  await runAgentLoop(run);
  return run.log.events.find((event) => event.type === 'tool_result')?.output;
}

test('a text is kept under its key, and forgotten where it is empty', async () => {
  const seen: unknown[] = [];
  const remember: ToolHost['remember'] = async (request) => void seen.push(request);
  expect(await output('remember {"key":" a ","text":"blue"}', { remember })).toBe('Kept.');
  expect(await output('remember {"key":"a","text":""}', { remember })).toBe('Forgotten.');
  expect(seen).toEqual([
    { callId: uuid(101), key: 'a', text: 'blue' },
    { callId: uuid(101), key: 'a', text: '' },
  ]);
});

test('a text over the limit is refused before the host is asked', async () => {
  const call = `remember ${JSON.stringify({ key: 'a', text: 'x'.repeat(8_001) })}`;
  expect(await output(call, {})).toContain('text');
});

test('what is recalled stays within bounds, and the keys of the rest are named', async () => {
  const memories: Memory[] = Array.from('abcdefg').map((key) => ({ key, text: key.repeat(8_000) }));
  expect(await output('recall {}', { recall: async () => memories })).toEqual({
    memories: memories.slice(0, 5),
    keys_left_out: ['f', 'g'],
  });
});
