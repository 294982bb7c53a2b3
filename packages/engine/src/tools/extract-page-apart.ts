import { Worker } from 'node:worker_threads';
import { ToolError } from '../tool.ts';
import { MAX_ELEMENTS } from './extract-page-limits.ts';
import type { ExtractedPage } from './extract-page.ts';

const MAX_TIME_MS = 25_000;

type PageSource = { html: string; url: string };

/**
 * `extractPage` in a thread of its own: what a hostile page makes of the parser (deep nesting, millions of elements) costs
 * that thread its memory or its time, and not the worker the leases of all its tasks.
 */
export function extractPageApart(
  page: PageSource,
  signal: AbortSignal,
  maxMs = MAX_TIME_MS,
): Promise<ExtractedPage> {
  if ((page.html.match(/<[a-z]/gi)?.length ?? 0) > MAX_ELEMENTS) return Promise.reject(unreadable());
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./extract-page-thread.ts', import.meta.url), {
      workerData: page,
      resourceLimits: { maxOldGenerationSizeMb: 256, stackSizeMb: 4 },
    });
    const stop = (): void => void worker.terminate();
    const timer = setTimeout(stop, maxMs);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    worker.once('message', resolve);
    worker.once('error', () => reject(unreadable()));
    worker.once('exit', () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      reject(unreadable());
    });
  });
}

function unreadable(): ToolError {
  return new ToolError('The page could not be read: it is too large, or not made of readable HTML.');
}
