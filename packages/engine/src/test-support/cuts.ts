import type { Cut } from './replay-server.ts';

const LINE_FEED = 10;

/** Ways in which a network may cut an answer, by what they are. */
export const CUTS: [how: string, cut: Cut][] = [
  ['in one piece', (body) => [body]],
  ['cut into single bytes', (body) => [...body].map((byte) => Buffer.of(byte))],
  ['cut within characters and between the line feeds that end an event', cutAwkwardly],
];

function cutAwkwardly(body: Buffer): Buffer[] {
  const isCut = (byte: number): boolean => isWithinCharacter(byte) || byte === LINE_FEED;
  const starts = [0, ...[...body.keys()].filter((index) => index > 0 && isCut(body[index] ?? 0))];
  return starts.map((start, index) => body.subarray(start, starts[index + 1]));
}

/** Bytes after the first one of a character in UTF-8. */
const isWithinCharacter = (byte: number): boolean => byte >= 0x80 && byte < 0xc0;
