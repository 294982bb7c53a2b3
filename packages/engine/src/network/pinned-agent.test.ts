import { expect, test } from '@jest/globals';
import { fetch } from 'undici';
import { startCanary } from '../test-support/canary.ts';
import { createPinnedAgent } from './pinned-agent.ts';

test('a socket that ends up at another address is closed before a request is sent', async () => {
  const canary = await startCanary();
  const agent = createPinnedAgent(['127.0.0.9']);
  const sent = fetch(`http://127.0.0.1:${canary.port}/`, { dispatcher: agent });
  await expect(sent).rejects.toThrow();
  expect(canary.requests).toEqual([]);
  await agent.destroy();
  await canary.close();
});
