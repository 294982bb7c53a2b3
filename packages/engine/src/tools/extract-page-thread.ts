import { parentPort, workerData } from 'node:worker_threads';
import { extractPage } from './extract-page.ts';

parentPort?.postMessage(extractPage(workerData as { html: string; url: string }));
