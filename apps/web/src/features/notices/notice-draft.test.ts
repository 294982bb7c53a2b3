import { describe, expect, it } from '@jest/globals';
import type { Webhook } from '@taskhelm/contract';
import { draftOf, errorsByField, readChange, readNew } from './notice-draft.ts';

const AGENT = '01900000-0000-7000-8000-000000000001';
const mail = {
  id: AGENT,
  name: 'ana',
  format: 'email',
  target: 'smtp://mail.example.com',
  email: { from: 'taskhelm@example.com', to: ['ana@example.com'] },
  events: ['task.failed'],
  agent_ids: [AGENT],
  enabled: true,
} as unknown as Webhook;

describe('the form of a destination', () => {
  it('says of every field what is missing, in words', () => {
    const draft = { ...draftOf(null), format: 'email' as const, events: [], tellsOf: 'some' as const };
    expect(readNew(draft)).toEqual({
      errors: {
        name: 'Give it a name of at most 100 characters',
        url: 'Enter a whole URL of at most 2,000 characters',
        from: 'Enter one e-mail address',
        to: 'Enter 1 to 20 e-mail addresses, one a line',
        events: 'Choose at least one',
        agentIds: 'Choose at least one agent, or all',
      },
    });
  });

  it('reads recipients between commas and on lines of their own', () => {
    const draft = {
      ...draftOf(mail),
      url: 'smtp://mail.example.com',
      to: 'ana@example.com, ben@example.com\ncem@example.com\n',
    };
    expect(readNew(draft)).toMatchObject({
      body: { email: { to: ['ana@example.com', 'ben@example.com', 'cem@example.com'] } },
    });
  });

  it('sends no recipients for a format that has none', () => {
    const draft = { ...draftOf(null), name: 'ci', url: 'https://example.com', from: 'left@example.com' };
    expect(readNew(draft)).toEqual({
      body: {
        name: 'ci',
        format: 'standard',
        url: 'https://example.com',
        email: null,
        events: ['task.needs_input', 'task.failed', 'trigger.paused'],
        agent_ids: null,
        enabled: true,
      },
    });
  });

  it('sends only what was changed, and keeps an address that was not typed anew', () => {
    expect(readChange(mail, draftOf(mail))).toEqual({ body: null });
    expect(readChange(mail, { ...draftOf(mail), tellsOf: 'all' })).toEqual({ body: { agent_ids: null } });
    expect(readChange(mail, { ...draftOf(mail), url: ' smtps://mail.example.com ' })).toEqual({
      body: { url: 'smtps://mail.example.com' },
    });
    expect(readChange(mail, { ...draftOf(mail), name: ' ' })).toEqual({
      errors: { name: 'Give it a name of at most 100 characters' },
    });
  });

  it('puts what the server refused beside the field it was typed in', () => {
    const details = [
      { path: 'email.to.1', message: 'No address' },
      { path: 'agent_ids', message: 'There is no agent' },
      { path: 'url', message: 'Not on the public internet' },
      { path: 'url', message: 'a second fault of the same field' },
      { path: 'elsewhere', message: 'of no field' },
    ];
    expect(errorsByField(details)).toEqual({
      to: 'No address',
      agentIds: 'There is no agent',
      url: 'Not on the public internet',
    });
  });
});
