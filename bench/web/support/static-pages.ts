import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Serves pages without styles and scripts: what the browser and the machine take by themselves. */
export type StaticPages = { urlOf: (name: string) => string; close: () => Promise<void> };

const SENTENCE =
  'A sentence that stands in a list of many, long enough to be broken on its way to the end of it. ';
const PAGES: Record<string, string> = {
  '/row': '<table><tbody><tr data-task-id="1"><td>A task</td></tr></tbody></table>',
  '/list': `<main data-scroll-area style="height: 100dvh; overflow-y: auto"><ol>${Array.from(
    { length: 5_000 },
    (_, at) => `<li data-index="${at}">${SENTENCE.repeat(1 + (at % 7))}</li>`,
  ).join('')}</ol></main>`,
};

export async function startStaticPages(): Promise<StaticPages> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><title>Reference</title><body style="margin: 0">${PAGES[request.url ?? ''] ?? ''}`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (name) => `http://127.0.0.1:${port}/${name}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
