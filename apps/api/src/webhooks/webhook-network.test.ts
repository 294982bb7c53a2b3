import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWebhookNetwork } from './webhook-network.ts';

const HERE = [
  'localhost',
  'localhost.',
  'a.localhost',
  'printer.local',
  'metadata.google.internal',
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '127。0。0。1',
  '0.0.0.0',
  '10.1.2.3',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '[::1]',
  '[::ffff:7f00:1]',
  '[64:ff9b::7f00:1]',
  '[fd00::1]',
];

describe('the network of notices', () => {
  let server: Server;
  let port = 0;
  let requests = 0;
  beforeAll(async () => {
    server = createServer((_request, response) => {
      requests += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const post = (network: ReturnType<typeof createWebhookNetwork>, url: string) =>
    network.fetch({
      url,
      method: 'POST',
      headers: new Headers(),
      body: '{}',
      redirects: 'refuse',
      signal: AbortSignal.timeout(5_000),
      maxBytes: 100,
    });

  test.each(HERE)(
    'does not reach %s, whether it is saved or sent to, as a web or as a mail server',
    async (host) => {
      const network = createWebhookNetwork({ noticePrivateHosts: [] });
      for (const scheme of ['http', 'https', 'smtp', 'smtps'])
        expect(network.refusal(`${scheme}://${host}:${port}/`)).toMatch(/is not on the public internet/);
      await expect(post(network, `http://${host}:${port}/`)).rejects.toThrow(/public internet/);
      await expect(network.resolve(new URL(`smtp://${host}:${port}`))).rejects.toThrow(/public internet/);
      expect(requests).toBe(0);
    },
  );

  test('judges a name by all the addresses that it leads to when something is sent', async () => {
    for (const addresses of [['127.0.0.1'], ['93.184.215.14', '10.0.0.7']]) {
      const network = createWebhookNetwork(
        { noticePrivateHosts: [] },
        { resolveHost: async () => addresses },
      );
      expect(network.refusal('https://hooks.example.com/')).toBeNull();
      await expect(post(network, `http://hooks.example.com:${port}/`)).rejects.toThrow(/public internet/);
      await expect(network.resolve(new URL('smtp://mail.example.com'))).rejects.toThrow(/public internet/);
    }
    expect(requests).toBe(0);
  });

  test('asks for the addresses of a name once, so that it cannot lead elsewhere a moment later', async () => {
    let asked = 0;
    const resolveHost = async () => ((asked += 1) === 1 ? ['127.0.0.1'] : ['127.0.0.2']);
    const network = createWebhookNetwork({ noticePrivateHosts: ['hooks.example.com'] }, { resolveHost });
    expect((await post(network, `http://hooks.example.com:${port}/`)).status).toBe(200);
    expect([asked, requests]).toEqual([1, 1]);
  });

  test('allows a port of a host without allowing the others', () => {
    const network = createWebhookNetwork({ noticePrivateHosts: ['10.0.0.5:25', 'Mail.Internal'] });
    expect(network.refusal('smtp://10.0.0.5:25')).toBeNull();
    expect(network.refusal('smtp://10.0.0.5:2525')).toMatch(/NOTICE_PRIVATE_HOSTS=10\.0\.0\.5:2525/);
    expect(network.refusal('smtp://mail.internal:587')).toBeNull();
    expect(network.refusal('http://intranet.internal/')).not.toBeNull();
  });
});
