import { expect, jest, test } from '@jest/globals';
import { limitAnswer } from './limit-answer.ts';

const MEGABYTE = 1_048_576;
/** Of the shape that streams have: a line feed after each hundred bytes. */
const LINES = Buffer.from(`${'x'.repeat(99)}\n`.repeat(10_000));

/** What comes of an answer with this body; `cancelled` hears whether its source was told to stop. */
async function read(
  pieces: Iterable<Uint8Array>,
  init: ResponseInit = {},
): Promise<{ answer: Response; size: () => Promise<number>; cancelled: jest.Mock }> {
  const cancelled = jest.fn();
  const source = pieces[Symbol.iterator]();
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const { done, value } = source.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => void cancelled(),
  });
  const answer = await limitAnswer(() => Promise.resolve(new Response(body, init)))('http://model.example');
  return { answer, size: async () => (await answer.arrayBuffer()).byteLength, cancelled };
}

function* repeat(piece: Uint8Array, times: number): Generator<Uint8Array> {
  for (let count = 0; count < times; count += 1) yield piece;
}

test('an answer of many lines passes as it is, and so does one without a body', async () => {
  const { answer, size } = await read(repeat(LINES, 10), { status: 201, headers: { 'x-request-id': 'r1' } });
  expect([answer.status, answer.headers.get('x-request-id')]).toEqual([201, 'r1']);
  expect(await size()).toBe(10_000_000);
  const empty = new Response(null, { status: 204 });
  expect(await limitAnswer(() => Promise.resolve(empty))('http://model.example')).toBe(empty);
});

test('a whole answer in one line of 6 MB passes', async () => {
  const { size } = await read([Buffer.alloc(6 * MEGABYTE, 'x'), Buffer.from('\n'), LINES]);
  expect(await size()).toBe(6 * MEGABYTE + 1 + LINES.length);
});

test.each<[string, Uint8Array[]]>([
  ['in one piece', [Buffer.alloc(6 * MEGABYTE + 1, 'x')]],
  ['over many pieces', [...repeat(Buffer.alloc(MEGABYTE, 'x'), 7)]],
  [
    'that begins behind the end of another',
    [Buffer.from(`a\n${'x'.repeat(1_000)}`), Buffer.alloc(6 * MEGABYTE, 'x')],
  ],
  ['that ends within a later piece', [Buffer.alloc(6 * MEGABYTE, 'x'), Buffer.from('xx\nb\n')]],
])('a line of more than 6 MB, %s, is an error that says what to check', async (_how, pieces) => {
  const { size, cancelled } = await read([...pieces, ...repeat(LINES, 5)]);
  await expect(size()).rejects.toMatchObject({
    name: 'ModelFailure',
    code: 'model_invalid_answer',
    retryable: false,
    message: expect.stringContaining('Check that its base URL is the one of a chat API'),
  });
  expect(cancelled).toHaveBeenCalled();
});

test('an answer without end is cut after 256 MB', async () => {
  const { answer, cancelled } = await read(repeat(LINES, Infinity));
  let received = 0;
  const reading = async (): Promise<void> => {
    for await (const piece of answer.body ?? []) received += piece.length;
  };
  await expect(reading()).rejects.toMatchObject({ code: 'model_invalid_answer' });
  expect(received).toBeGreaterThan(250 * MEGABYTE);
  expect(received).toBeLessThanOrEqual(256 * MEGABYTE);
  expect(cancelled).toHaveBeenCalled();
});

test('of an error only the first 64 KB are read, and its source is told to stop', async () => {
  const { answer, size, cancelled } = await read(repeat(LINES, Infinity), { status: 502 });
  expect(answer.status).toBe(502);
  expect(await size()).toBe(65_536);
  expect(cancelled).toHaveBeenCalled();
});

test('what said how the body was packed does not come with the body that is unpacked', async () => {
  const headers = { 'content-encoding': 'gzip', 'content-length': '12', 'retry-after': '3' };
  const { answer } = await read([LINES], { status: 429, headers });
  expect([...answer.headers]).toEqual([['retry-after', '3']]);
});
