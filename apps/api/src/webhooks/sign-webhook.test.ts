import { expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { createSigningSecret, signWebhook } from './sign-webhook.ts';

const message = { id: 'msg_1', timestamp: new Date(), body: '{"type":"task.completed","text":"ö 🔑"}' };

test('an independent library accepts the signature, also beside that of the secret before', () => {
  const [secret, previous] = [createSigningSecret(), createSigningSecret()];
  const headers = signWebhook(message, [secret, previous]);
  for (const known of [secret, previous]) {
    expect(new Webhook(known).verify(message.body, headers)).toEqual(JSON.parse(message.body));
  }
});

test('it refuses another body, another id, another secret and an old time', () => {
  const secret = createSigningSecret();
  const headers = signWebhook(message, [secret]);
  const verify =
    (body: string, sent: Record<string, string>, known = secret) =>
    () =>
      new Webhook(known).verify(body, sent);
  expect(verify(`${message.body} `, headers)).toThrow();
  expect(verify(message.body, { ...headers, 'webhook-id': 'msg_2' })).toThrow();
  expect(verify(message.body, headers, createSigningSecret())).toThrow();
  const old = { ...message, timestamp: new Date(Date.now() - 600_000) };
  expect(verify(message.body, signWebhook(old, [secret]))).toThrow();
});
