import { expect, test } from '@jest/globals';
import type { McpServer } from '@taskhelm/contract';
import { readChange, readNewServer, serverDraft } from './mcp-server-draft.ts';

const draft = { ...serverDraft(null), name: 'shop', url: 'https://mcp.example.com/mcp' };
const server = {
  name: 'shop',
  transport: 'http',
  url: draft.url,
  timeout_ms: 5_000,
  enabled: true,
  version: 3,
} as McpServer;

test('headers are read from lines, and values may hold colons', () => {
  const read = readNewServer({ ...draft, headers: 'Authorization: Bearer a:b\n\n  X-Team :  red ' });
  expect(read).toMatchObject({
    body: { headers: { Authorization: 'Bearer a:b', 'X-Team': 'red' }, timeout_ms: 120_000 },
  });
});

test.each([
  ['name', { name: 'A b' }],
  ['url', { url: 'mcp.example.com' }],
  ['headers', { headers: 'no colon' }],
  ['seconds', { seconds: '0' }],
  ['seconds', { seconds: 'soon' }],
] as const)('a wrong %s is told at its field', (field, change) => {
  expect(Object.keys((readNewServer({ ...draft, ...change }) as { errors: object }).errors)).toEqual([field]);
});

test('an edit leaves the headers alone unless they are given anew or taken away', () => {
  const kept = readChange(serverDraft(server), server);
  expect(kept).toEqual({ body: { url: draft.url, timeout_ms: 5_000, enabled: true, version: 3 } });
  expect(readChange({ ...serverDraft(server), dropHeaders: true }, server)).toMatchObject({
    body: { headers: {} },
  });
  expect(readChange({ ...serverDraft(server), headers: 'A: b' }, server)).toMatchObject({
    body: { headers: { A: 'b' } },
  });
});

test('a server of the config file can only be switched on and off', () => {
  const fromFile = { ...server, transport: 'stdio' as const, url: null };
  expect(readChange({ ...serverDraft(fromFile), enabled: false }, fromFile)).toEqual({
    body: { enabled: false, version: 3 },
  });
});
