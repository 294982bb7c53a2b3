import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { webhookEndpoints } from '@taskhelm/contract';
import { SMTPServer } from 'smtp-server';
import { sendWebhook, type Destination } from '../src/webhooks/send-webhook.ts';
import { createWebhookNetwork } from '../src/webhooks/webhook-network.ts';
import { askingTask } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';
import { waitUntil } from './support/wait-until.ts';

type Letter = { from: string; to: string[]; user: string | undefined; source: string };

describe('notices by e-mail', () => {
  const letters: Letter[] = [];
  const logins: unknown[] = [];
  let mail: SMTPServer;
  let server: TestServer;
  beforeAll(async () => {
    mail = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) => {
        logins.push(username);
        done(password === 'pass word' ? null : new Error('wrong'), { user: username });
      },
      onData: (stream, session, done) => {
        let source = '';
        stream.setEncoding('utf8').on('data', (text: string) => (source += text));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          const from = mailFrom === false ? '' : mailFrom.address;
          const user = typeof session.user === 'string' ? session.user : undefined;
          letters.push({ from, to: rcptTo.map(({ address }) => address), user, source });
          done();
        });
      },
    });
    await new Promise<void>((resolve) => mail.listen(0, '127.0.0.1', resolve));
    server = await startTestServer({ settings: { noticePrivateHosts: ['127.0.0.1'] } });
    await server.startWorker();
  });
  afterAll(async () => {
    await server.stop();
    await new Promise<void>((resolve) => mail.close(() => resolve()));
  });

  const add = async (userInfo: string, name: string): Promise<string> => {
    const { port } = mail.server.address() as AddressInfo;
    const answer = await server.call(webhookEndpoints.create, {
      body: {
        name,
        format: 'email',
        url: `smtp://${userInfo}127.0.0.1:${port}`,
        email: { from: 'taskhelm@example.com', to: ['ana@example.com', 'ops@example.com'] },
        events: ['task.needs_input'],
      },
    });
    expect(answer.status).toBe(201);
    expect(answer.body.secret).toBeNull();
    return answer.body.id;
  };

  it('reach people with a link that opens the answer box', async () => {
    await add('user:pass%20word@', 'people');
    const task = await askingTask(server, {
      title: 'Größe\r\nBcc: x@y.test',
      description: 'ask Which one? | A | B',
    });
    const letter = await waitUntil('a letter', async () => letters[0]);
    expect(letter).toMatchObject({
      from: 'taskhelm@example.com',
      to: ['ana@example.com', 'ops@example.com'],
      user: 'user',
    });
    expect(letter.source.replaceAll('=\r\n', '').replaceAll('=3D', '=')).toContain(
      `/tasks/${task.id}#answer`,
    );
    expect(letter.source).not.toMatch(/^bcc:/im);
  });

  it('say what the mail server did not like, and not the password', async () => {
    const id = await add('user:wrong-secret@', 'wrong password');
    const { body } = await server.call(webhookEndpoints.test, { params: { id } });
    expect(body).toMatchObject({
      ok: false,
      error: expect.stringMatching(/^The mail server answered 5\d\d\.$/),
    });
    expect(JSON.stringify(body)).not.toContain('wrong-secret');
  });

  it('show a password to no server that does not encrypt, unless it is one of the own network', async () => {
    const { port } = mail.server.address() as AddressInfo;
    const before = logins.length;
    const network = { ...createWebhookNetwork({ noticePrivateHosts: ['127.0.0.1'] }), isOwn: () => false };
    const destination: Destination = {
      format: 'email',
      url: `smtp://user:pass%20word@127.0.0.1:${port}`,
      secrets: [],
      email: { from: 'taskhelm@example.com', to: ['ana@example.com'] },
    };
    const message = { id: 'm', body: JSON.stringify({ subject: 's', text: 't' }), timestamp: new Date() };
    const sent = await sendWebhook(network, () => destination, message);
    expect(sent.error).toBe('The mail server did not encrypt, so it was not shown the password.');
    expect(logins).toHaveLength(before);
  });
});
