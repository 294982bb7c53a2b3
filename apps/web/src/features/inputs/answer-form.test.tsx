/** @jest-environment jsdom */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { ROLE_SCOPES, type InputRequest, type Question, type Role } from '@taskhelm/contract';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { queryKeys } from '../../lib/query-keys.ts';
import { AnswerForm } from './answer-form.tsx';

const CALL = '01900000-0000-7000-8000-000000000001';
const SESSION = '01900000-0000-7000-8000-000000000002';
const segment: Question = {
  id: 'segment',
  label: 'Which segment?',
  help: null,
  type: 'select',
  options: [
    { value: 'ent', label: 'Enterprise', description: null },
    { value: 'smb', label: 'Small business', description: null },
  ],
  required: true,
  default: null,
  allow_other: true,
};
const request = {
  call_id: CALL,
  session_id: SESSION,
  task_id: SESSION,
  kind: 'question',
  questions: [segment],
  action: null,
  body_markdown: null,
  allowed_decisions: [],
} as unknown as InputRequest;

const sent: { url: string; body: unknown }[] = [];
let answer: { status: number; body: unknown };

beforeEach(() => {
  sent.length = 0;
  localStorage.clear();
  globalThis.fetch = jest.fn<typeof fetch>((url, init) => {
    sent.push({ url: String(url), body: JSON.parse(String(init?.body)) });
    return Promise.resolve({
      ok: answer.status < 400,
      status: answer.status,
      headers: new Map(),
      json: () => Promise.resolve(answer.body),
    } as unknown as Response);
  });
});
afterEach(cleanup);

function show(role: Role = 'operator') {
  const onSent = jest.fn();
  const client = new QueryClient();
  client.setQueryData(queryKeys.browserSession, { scopes: ROLE_SCOPES[role] });
  const view = (
    <QueryClientProvider client={client}>
      <AnswerForm key={CALL} request={request} agent="researcher" onSent={onSent} />
    </QueryClientProvider>
  );
  return { onSent, ...render(view) };
}

test('whoever may only look at tasks reads the question and is offered nothing to send', () => {
  show('viewer');
  const option = screen.getByRole('radio', { name: /Enterprise/ });
  expect(option.matches(':disabled')).toBe(true);
  expect(screen.queryByRole('button', { name: 'Send' })).toBeNull();
  expect(screen.getByText(/may read this, not answer it/)).toBeDefined();
});

test('an unanswered question is named and nothing is sent', async () => {
  show();
  await userEvent.click(screen.getByRole('button', { name: 'Send' }));
  expect(screen.getByText('Choose one')).toBeDefined();
  expect(sent).toEqual([]);
});

test('Ctrl+Enter sends the answer', async () => {
  answer = {
    status: 200,
    body: {
      task_id: SESSION,
      session_id: SESSION,
      call_id: CALL,
      state: 'answered',
      outcome: 'answered',
      answers: null,
      answered_by: { type: 'user', id: null, name: 'Ana' },
      answered_at: '2026-01-01T00:00:00.000Z',
      task_status: 'pending',
      still_pending: [],
      replayed: false,
    },
  };
  const { onSent } = show();
  await userEvent.click(screen.getByRole('radio', { name: 'Enterprise' }));
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(sent).toEqual([
    { url: `/api/v1/sessions/${SESSION}/respond`, body: { call_id: CALL, answers: ['ent'] } },
  ]);
  expect(onSent).toHaveBeenCalledTimes(1);
});

test('a refused answer says why and is still there when the form comes back', async () => {
  answer = {
    status: 409,
    body: { error: 'Ana has answered this already.', code: 'already_answered', request_id: 'r1' },
  };
  const { unmount, onSent } = show();
  await userEvent.click(screen.getByRole('radio', { name: 'Other' }));
  await userEvent.type(screen.getByLabelText(/Other answer/), 'Schools');
  await userEvent.click(screen.getByRole('button', { name: 'Send' }));
  expect(screen.getByRole('alert').textContent).toContain('Ana has answered this already.');
  expect(onSent).not.toHaveBeenCalled();
  unmount();
  show();
  expect((screen.getByLabelText(/Other answer/) as HTMLInputElement).value).toBe('Schools');
});
