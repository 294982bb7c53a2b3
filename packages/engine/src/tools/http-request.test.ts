import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { RequestListener } from 'node:http';
import type { TaskEventOf } from '@taskhelm/contract';
import type { NetworkOptions } from '../network/network-options.ts';
import { runAgentLoop } from '../run-agent-loop.ts';
import { buildHost } from '../test-support/build-host.ts';
import { buildRun } from '../test-support/build-run.ts';
import { startCanary, type Canary } from '../test-support/canary.ts';
import { ToolError } from '../tool.ts';
import { toolEffect } from '../tool-effect.ts';
import { createBuiltInTools } from './built-in-tools.ts';

const open: Canary[] = [];
const start = async (respond?: RequestListener, host?: string): Promise<Canary> => {
  const canary = await startCanary(respond, host);
  open.push(canary);
  return canary;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((canary) => canary.close()));
});

async function request(
  args: Record<string, unknown>,
  options: NetworkOptions = {},
  host = buildHost(),
): Promise<TaskEventOf<'tool_result'>> {
  const run = buildRun(`call http_request ${JSON.stringify(args)}\nresult done`, {
    tools: createBuiltInTools(options),
    host,
  });
  expect(await runAgentLoop(run)).toEqual({ type: 'completed', result: 'done' });
  const result = run.log.events.find((event) => event.type === 'tool_result');
  if (!result) throw new Error('There is no result.');
  return result;
}

describe('with a server on this machine', () => {
  let canary: Canary;
  let canary6: Canary | null;
  beforeEach(async () => {
    canary = await start();
    canary6 = await start(undefined, '::1').catch(() => null);
  });

  const spellings = [
    'http://127.0.0.1:PORT/',
    'http://127.1:PORT/',
    'http://127.0.1:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f000001:PORT/',
    'http://0x7f.0.0.1:PORT/',
    'http://0177.0.0.1:PORT/',
    'http://017700000001:PORT/',
    'http://0x7f.1:PORT/',
    'http://127.0.0.2:PORT/',
    'http://１２７。０。０。１:PORT/',
    'http://127．0．0．1:PORT/',
    'http://127%2e0%2e0%2e1:PORT/',
    'http://127.0.0.1.:PORT/',
    'http://0.0.0.0:PORT/',
    'http://0:PORT/',
    'http://[::1]:PORT6/',
    'http://[::]:PORT/',
    'http://[0:0:0:0:0:0:0:1]:PORT6/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::ffff:7f00:1]:PORT/',
    'http://[::127.0.0.1]:PORT/',
    'http://[64:ff9b::7f00:1]:PORT/',
    'http://[2002:7f00:1::]:PORT/',
    'http://localhost:PORT/',
    'http://LOCALHOST:PORT/',
    'http://localhost.:PORT/',
    'http://app.localhost:PORT/',
    'http://ⓛocalhost:PORT/',
    'http://printer.local:PORT/',
    'http://db.internal:PORT/',
    'http://intranet:PORT/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00:ec2::254]/latest/meta-data/',
    'http://metadata.google.internal/computeMetadata/v1/',
    'http://metadata/',
    'http://100.100.100.200/',
    'http://user:pw@127.0.0.1:PORT/',
    'http://example.com@127.0.0.1:PORT/',
    'http://example.com:pw@example.com/',
    'http://127.0.0.1:PORT#@example.com/',
    'http://127.0.0.1:PORT\\@example.com/',
    'file:///etc/passwd',
    'gopher://127.0.0.1:PORT/_x',
    'ftp://127.0.0.1/',
    'data:text/plain,hello',
    '//127.0.0.1:PORT/',
    'http://',
    'not a url',
  ];

  test.each(spellings)('%s is refused and nothing is reached', async (spelling) => {
    const url = spelling.replace('PORT6', String(canary6?.port ?? 1)).replace('PORT', String(canary.port));
    const resolved = (await request({ url }, { resolveHost: async () => ['127.0.0.1'] })) as {
      output: string;
    };
    expect(resolved).toMatchObject({ status: 'error' });
    expect(resolved.output).toMatch(/public internet|Only http|user name|not a URL/);
    expect(canary.connections + (canary6?.connections ?? 0)).toBe(0);
  });

  test.each([
    ['a private address', ['127.0.0.1']],
    ['a public and a private address', ['93.184.215.14', '127.0.0.1']],
    ['a private address in IPv6 clothes', ['::ffff:127.0.0.1']],
    ['nothing', []],
  ])('a name that resolves to %s is refused', async (_name, addresses) => {
    const url = `http://rebind.example.com:${canary.port}/`;
    expect(await request({ url }, { resolveHost: async () => addresses })).toMatchObject({ status: 'error' });
    expect(canary.connections).toBe(0);
  });

  test('the switch for private networks lets the same request through', async () => {
    const url = `http://localhost:${canary.port}/page`;
    expect(await request({ url }, { allowPrivateNetwork: true })).toMatchObject({
      status: 'ok',
      output: { url, status: 200, body: 'canary', truncated: false },
    });
  });

  test('a request carries its call_id as idempotency key, whatever the model sets', async () => {
    const keys: unknown[] = [];
    const server = await start((message, response) => {
      keys.push(message.headers['idempotency-key']);
      response.end();
    });
    const url = `http://127.0.0.1:${server.port}/`;
    const { call_id } = await request(
      { url, headers: { 'Idempotency-Key': 'mine' } },
      { allowPrivateNetwork: true },
    );
    expect(keys).toEqual([call_id]);
  });

  test('the switch for private networks leaves the other rules', async () => {
    const url = `http://user:pw@127.0.0.1:${canary.port}/`;
    expect(await request({ url }, { allowPrivateNetwork: true })).toMatchObject({ status: 'error' });
    expect(canary.connections).toBe(0);
  });

  test.each(['TRACE', 'CONNECT', 'get'])('the method %s is refused', async (method) => {
    const args = { url: `http://localhost:${canary.port}/`, method };
    expect(await request(args, { allowPrivateNetwork: true })).toMatchObject({ status: 'error' });
    expect(canary.connections).toBe(0);
  });

  test.each([{ Host: 'evil' }, { 'Content-Length': '5' }, { 'X-A': 'a\r\nX-B: b' }, { 'bad name': 'x' }])(
    'the headers %j are refused',
    async (headers) => {
      const args = { url: `http://localhost:${canary.port}/`, headers };
      expect(await request(args, { allowPrivateNetwork: true })).toMatchObject({ status: 'error' });
      expect(canary.connections).toBe(0);
    },
  );

  test('a resolver that changes its answer is asked once, and the first answer is connected to', async () => {
    const answers = [['127.0.0.1'], ['127.0.0.2']];
    let asked = 0;
    const resolveHost = async (): Promise<string[]> => answers[asked++] ?? [];
    await request({ url: `http://rebind.test:${canary.port}/` }, { resolveHost, allowPrivateNetwork: true });
    expect(asked).toBe(1);
    expect(canary.requests).toEqual([`GET rebind.test:${canary.port}/`]);
  });
});

/** 127.0.0.2 and 127.0.0.3 stand for the public internet. */
describe('with servers that count as public', () => {
  const options: NetworkOptions = {
    isAllowedAddress: (address) => address === '127.0.0.2' || address === '127.0.0.3',
    resolveHost: async (host) => [
      { 'a.example': '127.0.0.2', 'b.example': '127.0.0.3' }[host] ?? '127.0.0.1',
    ],
  };

  test.each([301, 302, 303, 307, 308])('a redirect with %i to a private host is refused', async (status) => {
    const canary = await start();
    const targets = ['127.0.0.1', 'localhost', 'inside.example', '[::ffff:127.0.0.1]', '2130706433'];
    for (const target of targets) {
      const server = await start((_request, response) => {
        response.writeHead(status, { location: `http://${target}:${canary.port}/` }).end();
      }, '127.0.0.2');
      expect(await request({ url: `http://a.example:${server.port}/` }, options)).toMatchObject({
        status: 'error',
      });
      expect(server.requests).toHaveLength(1);
    }
    expect(canary.connections).toBe(0);
  });

  test('a redirect to another scheme is refused', async () => {
    const server = await start((_request, response) => {
      response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    }, '127.0.0.2');
    expect(await request({ url: `http://a.example:${server.port}/` }, options)).toMatchObject({
      output: expect.stringContaining('Only http'),
    });
  });

  test('a redirect within the rules is followed, without secrets to another origin', async () => {
    const seen: unknown[] = [];
    const second = await start((incoming, response) => {
      const { authorization, cookie, 'x-api-key': key, accept } = incoming.headers;
      seen.push({ authorization, cookie, key, accept });
      response.end('arrived');
    }, '127.0.0.3');
    const first = await start((_request, response) => {
      response.writeHead(302, { location: `http://b.example:${second.port}/there` }).end();
    }, '127.0.0.2');
    const headers = { Authorization: 'Bearer x', Cookie: 'a=b', 'X-Api-Key': 'k', Accept: 'text/plain' };
    const result = await request({ url: `http://a.example:${first.port}/`, headers }, options);
    expect(result.output).toMatchObject({ url: `http://b.example:${second.port}/there`, body: 'arrived' });
    expect(seen).toEqual([{ accept: 'text/plain' }]);
  });

  test('the sixth redirect is refused', async () => {
    const server = await start((_request, response) => {
      response.writeHead(302, { location: '/again' }).end();
    }, '127.0.0.2');
    const result = await request({ url: `http://a.example:${server.port}/` }, options);
    expect(result).toMatchObject({ status: 'error', output: 'More than 5 redirects.' });
    expect(server.requests).toHaveLength(6);
  });

  const get = async (respond: RequestListener, method = 'GET') => {
    const server = await start(respond, '127.0.0.2');
    return (await request({ url: `http://a.example:${server.port}/`, method }, options)).output;
  };

  test('a body over 1 MB is cut', async () => {
    const output = await get((_request, response) => void response.end('x'.repeat(3_000_000)));
    expect(output).toMatchObject({ truncated: true, body: 'x'.repeat(1_000_000) });
  });

  test('a body that unpacks to far more is cut at the same size', async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000, 'x'));
    const output = await get((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'text/plain' }).end(bomb);
    });
    expect(output).toMatchObject({ truncated: true, body: 'x'.repeat(1_000_000) });
  });

  test('an endless body is cut and its connection closed', async () => {
    const closed = Promise.withResolvers<void>();
    const output = await get((_request, response) => {
      const more = (): void => {
        if (response.write('y'.repeat(65_536))) setImmediate(more);
        else response.once('drain', more);
      };
      response.on('close', closed.resolve);
      more();
    });
    expect(output).toMatchObject({ truncated: true });
    await closed.promise;
  });

  test('only harmless headers are shown, and a binary body is not', async () => {
    const output = await get((_request, response) => {
      response.writeHead(200, { 'content-type': 'image/png', 'set-cookie': 'secret=1', etag: '"1"' });
      response.end(Buffer.from([137, 80, 78, 71]));
    });
    expect(output).toMatchObject({
      headers: { 'content-type': 'image/png', etag: '"1"' },
      body: '[image/png, not shown: it is not text]',
    });
    expect(JSON.stringify(output)).not.toContain('secret');
  });

  test('text is read in its charset', async () => {
    const output = await get((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=iso-8859-1' });
      response.end(Buffer.from([0x63, 0x61, 0x66, 0xe9]));
    });
    expect(output).toMatchObject({ body: 'café' });
  });

  test('HEAD brings the headers alone', async () => {
    const output = await get(
      (_request, response) => void response.writeHead(404, { etag: '"2"' }).end(),
      'HEAD',
    );
    expect(output).toMatchObject({ status: 404, headers: { etag: '"2"' }, body: '' });
  });

  test('a connection that breaks is an error without internals', async () => {
    const output = await get((incoming) => void incoming.socket.destroy());
    expect(output).toMatch(/^The request failed( \([A-Z_]+\))?\.$/);
  });
});

describe('methods that change something', () => {
  const options: NetworkOptions = { allowPrivateNetwork: true };
  const effect = (args: Record<string, unknown>) =>
    toolEffect(createBuiltInTools().get('http_request'), { url: 'https://a.example/', ...args });

  test.each([
    [undefined, 'read'],
    ['GET', 'read'],
    ['HEAD', 'read'],
    ['PUT', 'idempotent'],
    ['DELETE', 'idempotent'],
    ['POST', 'once'],
    ['PATCH', 'once'],
  ])('%s has the effect %s', (method, expected) => {
    expect(effect(method === undefined ? {} : { method })).toBe(expected);
  });

  const echo = async (args: Record<string, unknown>) => {
    const seen: { method?: string | undefined; type?: string | undefined; body: string }[] = [];
    const server = await start((incoming, response) => {
      void text(incoming).then((body) => {
        seen.push({ method: incoming.method, type: incoming.headers['content-type'], body });
        response.end('ok');
      });
    });
    const result = await request({ url: `http://127.0.0.1:${server.port}/`, ...args }, options);
    return { seen, result };
  };

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
    '%s sends an object as JSON and text as it is',
    async (method) => {
      expect((await echo({ method, body: { a: [1] } })).seen).toEqual([
        { method, type: 'application/json', body: '{"a":[1]}' },
      ]);
      expect((await echo({ method, body: 'a=1', headers: { 'Content-Type': 'text/x' } })).seen).toEqual([
        { method, type: 'text/x', body: 'a=1' },
      ]);
    },
  );

  test.each(['GET', 'HEAD'])('%s with a body is refused before anything is sent', async (method) => {
    const { seen, result } = await echo({ method, body: 'x' });
    expect(result).toMatchObject({ status: 'error', output: `A ${method} has no body.` });
    expect(seen).toEqual([]);
  });
});

describe('secrets in headers', () => {
  const options: NetworkOptions = {
    isAllowedAddress: (address) => address === '127.0.0.2' || address === '127.0.0.3',
    resolveHost: async (host) => [{ 'a.example': '127.0.0.2' }[host] ?? '127.0.0.3'],
  };
  const host = buildHost({
    readSecret: async (name, url) => {
      if (name === 'KEY' && url.hostname === 'a.example') return 's3cr3t"value';
      throw new ToolError(`The secret ${name} may not be sent to ${url.host}.`);
    },
  });
  const headers = { Authorization: 'Bearer {{secret:KEY}}' };

  test('a secret reaches its host and nothing else: not the log, and not through an answer that repeats it', async () => {
    const seen: unknown[] = [];
    const server = await start((incoming, response) => {
      seen.push(incoming.headers.authorization);
      response.setHeader('content-type', 'application/json');
      response.setHeader('etag', `"${incoming.headers.authorization}"`);
      response.end(JSON.stringify({ you: incoming.headers.authorization }));
    }, '127.0.0.2');
    const run = buildRun(
      `call http_request ${JSON.stringify({ url: `http://a.example:${server.port}/`, headers })}\nresult {output}`,
      { tools: createBuiltInTools(options), host },
    );
    await runAgentLoop(run);
    expect(seen).toEqual(['Bearer s3cr3t"value']);
    const log = JSON.stringify(run.log.events);
    expect(log).toContain('{{secret:KEY}}');
    expect(log).toContain('[secret KEY]');
    expect(log).not.toContain('s3cr3t');
  });

  test('a redirect to another host leaves the secret behind', async () => {
    const seen: unknown[] = [];
    const second = await start((incoming, response) => {
      seen.push(incoming.headers.authorization);
      response.end();
    }, '127.0.0.3');
    const first = await start((_incoming, response) => {
      response.writeHead(302, { location: `http://evil.example:${second.port}/` }).end();
    }, '127.0.0.2');
    expect(await request({ url: `http://a.example:${first.port}/`, headers }, options, host)).toMatchObject({
      status: 'ok',
    });
    expect(seen).toEqual([undefined]);
  });

  test.each([
    ['another host', { url: 'http://b.example:PORT/', headers }, 'may not be sent to b.example'],
    ['the URL', { url: 'http://a.example:PORT/?k={{secret:KEY}}' }, 'in the URL'],
    [
      'the body',
      { url: 'http://a.example:PORT/', method: 'POST', body: { k: '{{secret:KEY}}' } },
      'in the body',
    ],
    ['nothing known', { url: 'http://a.example:PORT/', headers: { x: '{{secret:NOPE}}' } }, 'secret NOPE'],
  ])('a secret for %s is refused and nothing is reached', async (_name, args, words) => {
    const canary = await start(undefined, '127.0.0.2');
    const other = await start(undefined, '127.0.0.3');
    const url = args.url.replace('PORT', String(canary.port));
    const result = await request({ ...args, url }, options, host);
    expect(result).toMatchObject({ status: 'error', output: expect.stringContaining(words) });
    expect(canary.connections + other.connections).toBe(0);
  });
});
