import { expect, test } from '@jest/globals';
import type { TaskEventBody } from '@taskhelm/contract';
import { createOrderedLog } from './ordered-log.ts';
import { createMemoryLog } from './test-support/memory-log.ts';
import { userMessage } from './test-support/build-run.ts';

test('appends of parallel calls are written one after another, in the order in which they were asked for', async () => {
  const memory = createMemoryLog();
  let writing = 0;
  const log = createOrderedLog({
    events: memory.events,
    append: async (bodies: TaskEventBody[]) => {
      expect((writing += 1)).toBe(1);
      await new Promise(setImmediate);
      await memory.append(bodies);
      writing -= 1;
    },
  });
  await Promise.all(['a', 'b\u0000', 'c'].map((text) => log.append([userMessage(text)])));
  expect(log.events.map((event) => event.type === 'message' && event.text)).toEqual(['a', 'b', 'c']);
});

test('after an append that failed nothing more is written', async () => {
  const memory = createMemoryLog([], { refuseAt: 1 });
  const log = createOrderedLog(memory);
  await expect(log.append([userMessage('a')])).rejects.toThrow('no longer ours');
  memory.append = async () => {
    throw new Error('This must not be called.');
  };
  await expect(log.append([userMessage('b')])).rejects.toThrow('no longer ours');
});
