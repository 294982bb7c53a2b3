import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { inputEndpoints, taskEndpoints } from '@taskhelm/contract';
import { curlLine } from './curl.ts';

const ORIGIN = 'http://localhost:8443';
/** What a shell makes of a line: its words, without running it. */
const words = (line: string): string[] =>
  execFileSync('sh', ['-c', `TOKEN=secret; for word in ${line}; do printf '%s\\0' "$word"; done`])
    .toString()
    .split('\0')
    .slice(0, -1);

test('a list is a GET with its filters', () => {
  const query = { status: ['failed', 'needs_input'] as const, q: 'a & b' };
  const line = curlLine(taskEndpoints.list, { query: { ...query, status: [...query.status] } }, ORIGIN);
  expect(words(line)).toEqual([
    'curl',
    'http://localhost:8443/api/v1/tasks?status=failed,needs_input&q=a%20%26%20b',
    '-H',
    'Authorization: Bearer secret',
  ]);
});

test('a body reaches the shell whole, quotes, dollars and line ends included', () => {
  const answers = [`it's "$HOME" \`id\`\n$(id) \\`];
  const line = curlLine(
    inputEndpoints.respond,
    { params: { id: 's' }, body: { call_id: 'c', answers } },
    ORIGIN,
  );
  const parsed = words(line);
  expect(parsed.slice(0, 4)).toEqual([
    'curl',
    '-X',
    'POST',
    'http://localhost:8443/api/v1/sessions/s/respond',
  ]);
  expect(JSON.parse(parsed.at(-1) ?? '')).toEqual({ call_id: 'c', answers });
});

test('the token is never in the line', () => {
  expect(curlLine(taskEndpoints.cancel, { params: { id: 'x' } }, ORIGIN)).toContain('Bearer $TOKEN');
});
