import { readFileSync } from 'node:fs';

/** An answer as it goes over the wire: its head, and the bytes of its body. */
export type WireAnswer = { status: number; headers: [name: string, value: string][]; body: Buffer };

const FOLDER = new URL('../models/exchanges/', import.meta.url);

/** An answer of models/exchanges: a status line, headers, an empty line, and the body byte for byte. */
export function readAnswer(provider: string, name: string): WireAnswer {
  const file = readFileSync(new URL(`${provider}/${name}.http`, FOLDER));
  const isCrlf = file.indexOf('\r\n\r\n') !== -1;
  const gap = isCrlf ? '\r\n\r\n' : '\n\n';
  const end = file.indexOf(gap);
  const [statusLine = '', ...lines] = file.subarray(0, end).toString('utf8').split(/\r?\n/);
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return { status: Number(statusLine.split(' ')[1]), headers, body: file.subarray(end + gap.length) };
}

/** The request that an exchange begins with. */
export function readRequest(provider: string, name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${provider}/${name}.request.json`, FOLDER), 'utf8'));
}

/** The data of a stream's events that are JSON, in their order. */
export function eventsOf({ body }: WireAnswer): unknown[] {
  const data = body
    .toString('utf8')
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data: {'));
  return data.map((line) => JSON.parse(line.slice('data: '.length)) as unknown);
}
