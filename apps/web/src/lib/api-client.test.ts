/** @jest-environment node */
import { afterEach, expect, jest, test } from '@jest/globals';
import { browserSessionEndpoints } from '@taskhelm/contract';
import { ApiError, call } from './api-client.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

const answerWith = (body: string, init: ResponseInit): void => {
  jest.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(body, init));
};

const failure = async (): Promise<ApiError> => {
  const error: unknown = await call(browserSessionEndpoints.whoAmI).catch((reason: unknown) => reason);
  if (!(error instanceof ApiError)) throw new Error('the call did not fail as an API error');
  return error;
};

test('a refusal keeps its code, sentence, request and time to wait', async () => {
  answerWith(JSON.stringify({ error: 'Too many.', code: 'too_many_requests', request_id: 'r1' }), {
    status: 429,
    headers: { 'retry-after': '7' },
  });
  expect(await failure()).toMatchObject({
    message: 'Too many.',
    code: 'too_many_requests',
    status: 429,
    requestId: 'r1',
    retryAfter: 7,
    details: [],
  });
});

test.each([
  ['a page of a proxy', '<html>Please wait</html>', 200, 'does not understand'],
  ['a bare word', '"ok"', 200, 'does not understand'],
  ['a failure of a proxy', '<html>Bad gateway</html>', 502, 'answered 502 without saying why'],
  ['JSON of another program', '{"message":"no"}', 503, 'answered 503 without saying why'],
])('%s is no answer of the server', async (_what, body, status, says) => {
  answerWith(body, { status, headers: { 'x-request-id': 'r2' } });
  const error = await failure();
  expect(error.message).toContain(says);
  expect(error).toMatchObject({ code: 'unexpected_answer', status, requestId: 'r2' });
});
