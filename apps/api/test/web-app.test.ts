import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { startTestServer, type TestServer } from './support/test-server.ts';

const SCRIPT = 'export const script = true;\n'.repeat(100);
const PAGE = '<!doctype html><title>The app</title>';
const SIGN_IN = '<!doctype html><title>Sign in</title>';

describe('the built web app', () => {
  let server: TestServer;
  let webRoot: string;
  beforeAll(async () => {
    webRoot = await mkdtemp(join(tmpdir(), 'web-app-'));
    await mkdir(join(webRoot, 'assets'));
    await writeFile(join(webRoot, 'assets/small.js'), '1;');
    for (const [name, text] of [
      ['assets/app.js', SCRIPT],
      ['assets/gone.js', SCRIPT],
      ['index.html', PAGE],
      ['sign-in.html', SIGN_IN],
    ] as const) {
      await writeFile(join(webRoot, name), text);
      await writeFile(join(webRoot, `${name}.br`), brotliCompressSync(text));
      await writeFile(join(webRoot, `${name}.gz`), gzipSync(text));
    }
    server = await startTestServer({ settings: { webRoot } });
    for (const form of ['', '.br', '.gz']) await rm(join(webRoot, `assets/gone.js${form}`));
  });
  afterAll(async () => {
    await server.stop();
    await rm(webRoot, { recursive: true });
  });

  type Got = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };
  /** Without what `fetch` does by itself: it asks for compressed forms, unpacks them, tidies paths and follows redirects. */
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Got> =>
    new Promise((resolve, reject) => {
      const sent = request(server.url, { path, method, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(chunks),
          }),
        );
      });
      sent.on('error', reject).end();
    });

  it('sends each file in the smallest form that the caller takes', async () => {
    for (const [accepts, encoding, read] of [
      ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
      ['gzip, deflate', 'gzip', gunzipSync],
      ['br;q=0, gzip', 'gzip', gunzipSync],
      ['identity', undefined, (bytes: Buffer) => bytes],
      ['', undefined, (bytes: Buffer) => bytes],
    ] as const) {
      const { status, headers, body } = await get('/assets/app.js', { 'accept-encoding': accepts });
      expect([accepts, status, headers['content-encoding']]).toEqual([accepts, 200, encoding]);
      expect(read(body).toString()).toBe(SCRIPT);
      expect(headers).toMatchObject({
        vary: 'Accept-Encoding',
        'cache-control': 'public, max-age=31536000, immutable',
        'content-type': expect.stringMatching(/^text\/javascript; charset=utf-8$/i),
        'content-length': String(body.length),
        etag: expect.any(String),
      });
    }
    expect((await get('/assets/small.js', { 'accept-encoding': 'br' })).headers).not.toHaveProperty(
      'content-encoding',
    );
  });

  it('tells the forms of a file apart, and answers 304 to whoever has the one in question', async () => {
    const tagOf = async (accepts: string) =>
      String((await get('/assets/app.js', { 'accept-encoding': accepts })).headers['etag']);
    const tags = await Promise.all(['br', 'gzip', 'identity'].map(tagOf));
    expect(new Set(tags).size).toBe(3);
    const again = { 'accept-encoding': 'br', 'if-none-match': tags[0] ?? '' };
    expect(await get('/assets/app.js', again)).toMatchObject({ status: 304, body: Buffer.alloc(0) });
    expect((await get('/assets/app.js', { ...again, 'accept-encoding': 'gzip' })).status).toBe(200);
  });

  it('sends pages compressed too, and has them revalidated', async () => {
    for (const [path, text] of [
      ['/', PAGE],
      ['/tasks?status=failed', PAGE],
      ['/agents/a.b/edit', PAGE],
      ['/sign-in?next=%2Ftasks', SIGN_IN],
    ] as const) {
      const { headers, body } = await get(path, { 'accept-encoding': 'br', accept: 'text/html' });
      expect([path, brotliDecompressSync(body).toString()]).toEqual([path, text]);
      expect(headers).toMatchObject({
        'cache-control': 'no-cache',
        'content-encoding': 'br',
        'content-type': expect.stringMatching(/^text\/html; charset=utf-8$/i),
        'content-security-policy': expect.stringContaining("default-src 'self'"),
      });
    }
    const head = await get('/tasks', { 'accept-encoding': 'br' }, 'HEAD');
    expect([head.status, head.body.length]).toEqual([200, 0]);
  });

  it('leads a path with a slash at its end to the page, on this server alone', async () => {
    for (const [path, to] of [
      ['/sign-in/', '/sign-in'],
      ['/sign-in/?next=%2Ftasks%2F', '/sign-in?next=%2Ftasks%2F'],
      ['/tasks/', '/tasks'],
      ['/agents/researcher/edit//', '/agents/researcher/edit'],
      ['//example.com/', '/example.com'],
      ['/\\example.com/', '/example.com'],
    ] as const) {
      const { status, headers } = await get(path);
      expect([path, status, headers['location']]).toEqual([path, 301, to]);
    }
  });

  it('answers what is not there with an error that can be read', async () => {
    for (const path of ['/assets/missing.js', '/assets/gone.js', '/missing.png', '/assets', '/assets/']) {
      const { status, headers, body } = await get(path, { 'accept-encoding': 'br' });
      expect([path, status, headers['content-encoding']]).toEqual([path, 404, undefined]);
      expect(JSON.parse(body.toString())).toMatchObject({ code: 'not_found' });
    }
    const malformed = await get('/%E0%A4%A');
    expect([malformed.status, JSON.parse(malformed.body.toString())]).toEqual([
      400,
      expect.objectContaining({ code: 'bad_request' }),
    ]);
    expect((await get('/tasks', {}, 'POST')).status).toBe(404);
  });
});
