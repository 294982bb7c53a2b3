import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { fetch, type Agent } from 'undici';
import { startCanary, type Canary } from '../test-support/canary.ts';
import { createPinnedAgent } from './pinned-agent.ts';

let canary: Canary;
let agent: Agent;
beforeEach(async () => {
  canary = await startCanary();
  agent = createPinnedAgent(['127.0.0.9']);
});
afterEach(async () => {
  await agent.destroy();
  await canary.close();
});

test('a socket that ends up at another address is closed before a request is sent', async () => {
  const sent = fetch(`http://127.0.0.1:${canary.port}/`, { dispatcher: agent });
  await expect(sent).rejects.toThrow();
  expect(canary.requests).toEqual([]);
});
