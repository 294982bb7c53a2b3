import { parentPort, workerData } from 'node:worker_threads';
import { extractPage } from './extract-page.ts';

// A port of a worker thread, not a window.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(extractPage(workerData as { html: string; url: string }));
