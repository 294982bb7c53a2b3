import { afterEach, expect, test } from '@jest/globals';
import type { RequestListener } from 'node:http';
import { startCanary, type Canary } from '../test-support/canary.ts';
import { fetchPublic, type PublicRequest } from './fetch-public.ts';

const open: Canary[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((canary) => canary.close()));
});
async function canary(respond: RequestListener): Promise<Canary> {
  const started = await startCanary(respond);
  open.push(started);
  return started;
}
const echo: RequestListener = (request, response) => {
  request.setEncoding('utf8');
  let body = '';
  request.on('data', (text: string) => (body += text));
  request.on('end', () => response.end(`${request.method} ${request.url} ${body}`));
};
const send = async (url: string, more: Partial<PublicRequest>) => {
  const request: PublicRequest = {
    url,
    method: 'POST',
    headers: new Headers(),
    body: 'secret',
    signal: AbortSignal.timeout(10_000),
    maxBytes: 1_000,
    ...more,
  };
  const answer = await fetchPublic(request, { allowPrivateNetwork: true });
  return { status: answer.status, text: Buffer.from(answer.bytes).toString() };
};

test.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)('%s is sent with its body', async (method) => {
  const { port } = await canary(echo);
  expect(await send(`http://127.0.0.1:${port}/x`, { method })).toEqual({
    status: 200,
    text: `${method} /x secret`,
  });
});

test('a POST redirected with 302 or 303 goes on as a GET without its body', async () => {
  for (const status of [302, 303]) {
    const { port } = await canary((request, response) => {
      if (request.url === '/next') echo(request, response);
      else response.writeHead(status, { location: '/next' }).end();
    });
    expect((await send(`http://127.0.0.1:${port}/`, {})).text).toBe('GET /next ');
  }
});

test('a redirect that would carry a body to another origin is refused', async () => {
  const target = await canary(echo);
  const { port } = await canary((_request, response) =>
    response.writeHead(307, { location: `http://127.0.0.1:${target.port}/` }).end(),
  );
  await expect(send(`http://127.0.0.1:${port}/`, {})).rejects.toThrow('redirects a POST');
  expect(target.requests).toEqual([]);
});

test('with redirects refused the redirecting answer itself comes back', async () => {
  const target = await canary(echo);
  const { port } = await canary((_request, response) =>
    response.writeHead(302, { location: `http://127.0.0.1:${target.port}/` }).end('moved'),
  );
  const answer = await send(`http://127.0.0.1:${port}/`, { redirects: 'refuse' });
  expect(answer).toEqual({ status: 302, text: 'moved' });
  expect(target.requests).toEqual([]);
});
