import { afterEach, expect, test } from '@jest/globals';
import { startCanary, type Canary } from '../test-support/canary.ts';
import { createGuardedFetch, type GuardedFetch } from './guarded-fetch.ts';
import type { NetworkOptions } from './network-options.ts';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});
async function canary(...args: Parameters<typeof startCanary>): Promise<Canary> {
  const started = await startCanary(...args);
  open.push(started);
  return started;
}
function guarded(options: NetworkOptions = {}): GuardedFetch['fetch'] {
  const made = createGuardedFetch(options);
  open.push(made);
  return made.fetch;
}

test('an address of this machine is refused before a connection is made', async () => {
  const { port, requests } = await canary();
  const urls = ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '0x7f.1'];
  for (const host of urls) {
    await expect(guarded()(`http://${host}:${port}/`)).rejects.toThrow('not on the public internet');
  }
  expect(requests).toEqual([]);
});

test('a name that resolves to an address of this machine is refused', async () => {
  const { port, requests } = await canary();
  const rebinding = guarded({ resolveHost: async () => ['127.0.0.1'] });
  await expect(rebinding(`http://models.example.com:${port}/`)).rejects.toMatchObject({
    cause: { message: expect.stringContaining('not on the public internet') },
  });
  expect(requests).toEqual([]);
});

test('a redirect is an error and is not followed', async () => {
  const target = await canary();
  const { port } = await canary((_request, response) =>
    response.writeHead(307, { location: `http://127.0.0.1:${target.port}/` }).end(),
  );
  const fetch = guarded({ allowPrivateNetwork: true });
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('redirects, which is refused');
  expect(target.requests).toEqual([]);
});

test('what is allowed is requested with its method, headers and body', async () => {
  const { port } = await canary((request, response) => {
    request.setEncoding('utf8');
    let body = '';
    request.on('data', (text: string) => (body += text));
    request.on('end', () => response.end(`${request.method} ${String(request.headers['x-key'])} ${body}`));
  });
  const fetch = guarded({ allowPrivateNetwork: true });
  const answer = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { 'x-key': 'k' },
    body: 'hello',
  });
  expect(await answer.text()).toBe('POST k hello');
});
