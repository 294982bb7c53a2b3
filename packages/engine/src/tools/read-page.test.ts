import { afterEach, expect, test } from '@jest/globals';
import { runAgentLoop } from '../run-agent-loop.ts';
import { buildRun } from '../test-support/build-run.ts';
import { startCanary, type Canary } from '../test-support/canary.ts';
import type { NetworkOptions } from '../network/network-options.ts';
import { createBuiltInTools } from './built-in-tools.ts';
import { extractPageApart } from './extract-page-apart.ts';

const open: Canary[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((canary) => canary.close()));
});

type Page = { body: string; type?: string; status?: number };

async function read({ body, type = 'text/html', status = 200 }: Page, offset = 0, options?: NetworkOptions) {
  const server = await startCanary((_request, response) => {
    response.writeHead(status, { 'content-type': type }).end(body);
  });
  open.push(server);
  const url = `http://127.0.0.1:${server.port}/news/`;
  const run = buildRun(`call read_page ${JSON.stringify({ url, offset })}\nresult done`, {
    tools: createBuiltInTools(options ?? { allowPrivateNetwork: true }),
  });
  await runAgentLoop(run);
  const result = run.log.events.find((event) => event.type === 'tool_result');
  return { status: result?.status, output: result?.output as Record<string, unknown>, server };
}

const paragraph = 'The river rose by two metres during the night, and the lower bridge was closed at six. ';
const ARTICLE = `<html><head><title>Flood &amp; bridge</title><style>p{color:red}</style></head><body>
  <nav><a href="/menu">Menu of the site</a></nav>
  <article><h1>Flood</h1><p>${paragraph.repeat(8)}</p><p>See <a href="../map">the map</a> and
  <a href="javascript:alert(1)">this</a>.</p><ul><li>One</li><li>Two</li></ul><p>${paragraph.repeat(8)}</p></article>
  <script>document.title = 'x'</script></body></html>`;

test('a page is read as its title, its main text and the links in it, without menus and scripts', async () => {
  const { status, output } = await read({ body: ARTICLE });
  expect(status).toBe('ok');
  expect(output['title']).toBe('Flood & bridge');
  const text = String(output['text']);
  expect(text).toContain('The river rose by two metres');
  expect(text).toContain('- One\n- Two');
  expect(text).not.toMatch(/Menu of the site|document\.title|color:red/);
  expect(output['links']).toEqual([{ text: 'the map', url: expect.stringMatching(/^http:.*\/map$/) }]);
});

test('a long text comes in parts', async () => {
  const body = Array.from({ length: 500 }, (_, index) => `<p>Line ${index}: ${paragraph}</p>`).join('');
  const page = { body: `<title>Long</title><article>${body}</article>` };
  const first = (await read(page)).output;
  expect(String(first['text'])).toHaveLength(20_000);
  expect(first['next_offset']).toBe(20_000);
  const second = (await read(page, 20_000)).output;
  expect(second).toMatchObject({ links: [], text_length: first['text_length'] });
  expect(second['text']).not.toBe(first['text']);
});

test('a page without a main part is read whole, and text that is no page as it is', async () => {
  expect((await read({ body: '<p>Hi<br>there</p>' })).output['text']).toBe('Hi\nthere');
  expect((await read({ body: 'a < b', type: 'text/plain' })).output['text']).toBe('a < b');
});

test('an address that is not public is refused, as with http_request', async () => {
  const { status, server } = await read({ body: ARTICLE }, 0, {});
  expect(status).toBe('error');
  expect(server.connections).toBe(0);
});

test('an error of the server is an error', async () => {
  expect((await read({ body: 'gone', status: 404 })).output).toBe('The server answered with status 404.');
});

test.each([
  ['nested without end', '<div>'.repeat(400_000)],
  ['made of far too many elements', '<i></i>'.repeat(400_000)],
  ['no HTML at all', '\u0000\u0001<<<>>>'.repeat(1_000)],
])('a page that is %s ends as a result and leaves this thread alone', async (_name, body) => {
  const { status, output } = await read({ body });
  if (status === 'error') expect(output).toMatch(/^The page could not be read/);
  else expect(output).toHaveProperty('text');
});

test('a page that takes the parser too long is given up', async () => {
  const page = { html: '<div>'.repeat(29_000), url: 'https://a.example/' };
  const { signal } = new AbortController();
  await expect(extractPageApart(page, signal, 500)).rejects.toThrow('could not be read');
});
