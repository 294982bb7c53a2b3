/** @jest-environment jsdom */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { ROLE_SCOPES, type InboxItem } from '@taskhelm/contract';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { listenForKeys } from '../../lib/commands.ts';
import { parseSearch, stringifySearch } from '../../lib/url-search.ts';
import { readInboxSearch, type InboxSearch } from './inbox-search.ts';
import { Inbox } from './inbox.tsx';

const id = (number: number): string => `01900000-0000-7000-8000-00000000000${number}`;
const ask = (number: number, title: string, fields: Partial<InboxItem> = {}): InboxItem => ({
  call_id: id(number),
  session_id: id(number),
  task_id: id(number),
  about_call_id: null,
  kind: 'question',
  title,
  body_markdown: null,
  questions: [
    {
      id: 'q1',
      label: title,
      help: null,
      type: 'text',
      options: [],
      required: true,
      default: null,
      allow_other: false,
    },
  ],
  action: null,
  context: null,
  allowed_decisions: ['reject'],
  state: 'pending',
  asked_at: `2026-01-01T00:00:0${number}.000Z`,
  expires_at: null,
  on_expiry: 'stay',
  answers: null,
  decision: null,
  message: null,
  answered_by: null,
  answered_at: null,
  via: null,
  respond_with: '',
  snoozed_until: null,
  task: {
    id: id(number),
    title: `Task ${number}`,
    status: 'needs_input',
    source: 'api',
    priority: 'normal',
    agent: { id: id(9), name: 'researcher' },
  },
  ...fields,
});
const ana = { type: 'user' as const, id: id(8), name: 'Ana' };

/** The server: what is asked, and what it says to a change. */
let items: InboxItem[];
let refuses: boolean;
let sent: { method: string; url: string; body: unknown }[];
let client: QueryClient;
let stopKeys: () => void;

beforeEach(() => {
  items = [ask(1, 'Which colour?'), ask(2, 'Which size?'), ask(3, 'Which shape?')];
  refuses = false;
  sent = [];
  localStorage.clear();
  window.matchMedia = ((query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  })) as unknown as typeof window.matchMedia;
  window.scrollTo = () => undefined;
  globalThis.fetch = jest.fn<typeof fetch>((url, init) => Promise.resolve(serve(String(url), init)));
  stopKeys = listenForKeys();
});
afterEach(() => {
  stopKeys();
  cleanup();
  client.clear();
});

function serve(url: string, init: RequestInit | undefined): Response {
  const method = init?.method ?? 'GET';
  const answer = (status: number, body: unknown): Response =>
    ({
      ok: status < 400,
      status,
      headers: new Map(),
      json: () => Promise.resolve(body),
    }) as unknown as Response;
  if (method !== 'GET') {
    sent.push({ method, url, body: init?.body ? JSON.parse(String(init.body)) : undefined });
    if (refuses) return answer(503, { error: 'Not now.', code: 'unavailable', request_id: 'r1' });
    const callId = url.split('/')[4] ?? '';
    if (url.endsWith('/respond')) {
      change(callId, { state: 'answered', answered_by: ana, answered_at: '2026-01-01T00:01:00.000Z' });
      return answer(200, {
        task_id: callId,
        session_id: callId,
        call_id: callId,
        state: 'answered',
        outcome: 'answered',
        answers: null,
        answered_by: ana,
        answered_at: '2026-01-01T00:01:00.000Z',
        task_status: 'pending',
        still_pending: [],
        replayed: false,
      });
    }
    const until = method === 'PUT' ? '2026-02-01T00:00:00.000Z' : null;
    change(callId, { snoozed_until: until });
    return answer(until ? 200 : 204, { call_id: callId, snoozed_until: until });
  }
  if (url.endsWith('/session')) return answer(200, { scopes: ROLE_SCOPES.operator });
  const query = new URL(url, 'http://server').searchParams;
  const one = /\/inputs\/([^?]+)/.exec(url)?.[1];
  if (one)
    return answer(
      200,
      items.find(({ call_id }) => call_id === one),
    );
  const data = items.filter(
    ({ state, snoozed_until }) =>
      state === 'pending' && (snoozed_until !== null) === (query.get('snoozed') === 'only'),
  );
  return answer(200, {
    data,
    total: data.length,
    total_is_capped: false,
    page: 1,
    per_page: 100,
    total_pages: 1,
    as_of: '2026-01-01T00:00:00.000Z',
    next_cursor: null,
  });
}

function change(callId: string, fields: Partial<InboxItem>): void {
  items = items.map((item) => (item.call_id === callId ? { ...item, ...fields } : item));
}

async function open(address = '/inbox', shown?: string): Promise<void> {
  client = new QueryClient();
  const rootRoute = createRootRoute();
  const inboxRoute = createRoute({
    getParentRoute: () => rootRoute,
    path: '/inbox',
    validateSearch: readInboxSearch,
    component: function Page() {
      const search: InboxSearch = inboxRoute.useSearch();
      const navigate = inboxRoute.useNavigate();
      return (
        <Inbox
          search={search}
          onSearch={(next, how) => void navigate({ search: next, replace: how?.replace ?? false })}
          agents={['researcher']}
          heading={<h1>Inbox</h1>}
          context={contextOf}
          whenEmpty={<p>2 tasks are running.</p>}
        />
      );
    },
  });
  const router = createRouter({
    routeTree: rootRoute.addChildren([inboxRoute]),
    history: createMemoryHistory({ initialEntries: [address] }),
    parseSearch,
    stringifySearch,
  });
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  if (shown) await screen.findByRole('heading', { name: shown });
  else await screen.findByRole('list', { name: 'Waiting requests' });
}

const contextOf = ({ task }: InboxItem) => <p>What was said in {task.title}</p>;

const rows = (): HTMLElement[] =>
  within(screen.getByRole('list', { name: 'Waiting requests' })).getAllByRole('button');
const readAgain = (): Promise<void> => client.invalidateQueries();

test('whoever comes to the inbox types into the oldest question at once, sends, and is in the next one', async () => {
  await open();
  expect(screen.getByText('What was said in Task 1')).toBeDefined();
  const field = screen.getByRole('textbox', { name: /Which colour/ });
  expect(document.activeElement).toBe(field);
  await userEvent.keyboard('Green{Control>}{Enter}{/Control}');
  const next = await screen.findByRole('textbox', { name: /Which size/ });
  await waitFor(() => expect(document.activeElement).toBe(next));
  expect(rows()).toHaveLength(2);
  expect(sent).toEqual([
    {
      method: 'POST',
      url: `/api/v1/sessions/${id(1)}/respond`,
      body: { call_id: id(1), answers: ['Green'] },
    },
  ]);
});

test('an answer of somebody else is told in its place, and what was typed stays', async () => {
  await open();
  await userEvent.keyboard('Half an ans');
  change(id(1), { state: 'answered', answered_by: ana, answered_at: new Date().toISOString(), via: 'api' });
  change(id(2), { state: 'declined', answered_by: ana, answered_at: new Date().toISOString() });
  await readAgain();
  await waitFor(() => expect(rows()[0]?.textContent).toMatch(/Answered by Ana just now via the API/));
  expect(rows().map((row) => row.textContent)).toEqual([
    expect.stringContaining('Which colour?'),
    expect.stringContaining('Declined by Ana'),
    expect.stringContaining('Which shape?'),
  ]);
  expect(screen.getByRole('status').textContent).toContain('Answered by Ana');
  const field = screen.getByRole('textbox', { name: /Which colour/ });
  expect([(field as HTMLTextAreaElement).value, document.activeElement]).toEqual(['Half an ans', field]);
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(sent).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Next request' }));
  expect(await screen.findByRole('textbox', { name: /Which shape/ })).toBeDefined();
});

test('what is snoozed is gone at once, and back where the server refuses', async () => {
  await open();
  refuses = true;
  await snooze('4 hours');
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toEqual({
    method: 'PUT',
    url: `/api/v1/inputs/${id(1)}/snooze`,
    body: { for_ms: 14_400_000 },
  });
  await waitFor(() => expect(rows()).toHaveLength(3));
  refuses = false;
  await userEvent.click(rows()[0]!);
  await snooze('1 hour');
  await waitFor(() => expect(rows()).toHaveLength(2));
  expect(screen.getByRole('link', { name: 'Snoozed 1' })).toBeDefined();
  expect(screen.getByText('2 waiting', { exact: false })).toBeDefined();
});

test('the last one that is snoozed leaves an empty inbox, which says what the agents do', async () => {
  items = items.slice(0, 1);
  await open();
  await snooze('1 hour');
  const said = await screen.findByRole('heading', { name: 'Nothing waits on you' });
  await waitFor(() => expect(document.activeElement).toBe(said));
  expect(screen.getByText('2 tasks are running.')).toBeDefined();
  await userEvent.click(screen.getByRole('link', { name: 'Snoozed 1' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Wake now' }));
  expect(await screen.findByRole('heading', { name: 'Nothing is snoozed' })).toBeDefined();
  await userEvent.click(screen.getByRole('link', { name: 'Waiting 1' }));
  await screen.findByRole('list', { name: 'Waiting requests' });
  expect(rows()).toHaveLength(1);
});

test('whoever sends the last answer has the focus on what is said then, and nobody else', async () => {
  items = items.slice(0, 1);
  await open();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox')));
  await userEvent.keyboard('Red{Control>}{Enter}{/Control}');
  const said = await screen.findByRole('heading', { name: 'Nothing waits on you' });
  await waitFor(() => expect(document.activeElement).toBe(said));
  cleanup();
  items = [];
  await open('/inbox', 'Nothing waits on you');
  expect(document.activeElement).toBe(document.body);
});

test('j and k look through the list, and Escape leads from the answer back to it', async () => {
  await open();
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement).toBe(rows()[0]));
  await userEvent.keyboard('jj');
  expect(await screen.findByRole('textbox', { name: /Which shape/ })).toBeDefined();
  expect(document.activeElement).toBe(rows()[2]);
  await userEvent.keyboard('k{Enter}');
  const field = await screen.findByRole('textbox', { name: /Which size/ });
  await waitFor(() => expect(document.activeElement).toBe(field));
});

test('the menu says where a request would expire before it wakes', async () => {
  const inTwoHours = new Date(Date.now() + 7_200_000).toISOString();
  items = [ask(1, 'Which colour?', { expires_at: inTwoHours, on_expiry: 'decline' })];
  await open();
  await userEvent.click(screen.getByRole('button', { name: 'Snooze' }));
  await screen.findByRole('menuitem', { name: '1 hour' });
  expect(screen.getByRole('menuitem', { name: '4 hours · it expires before' })).toBeDefined();
});

test('a request that is named in the address is shown, whatever became of it', async () => {
  const at = new Date().toISOString();
  change(id(1), { state: 'declined', decision: 'reject', answered_by: ana, answered_at: at, message: 'No' });
  await open(`/inbox?item=${id(1)}`);
  expect(rows()).toHaveLength(2);
  expect(await screen.findByText('Ana declined to answer: No')).toBeDefined();
  expect(screen.queryByRole('form')).toBeNull();
});

test('a question can be declined, with a reason', async () => {
  await open();
  await userEvent.click(screen.getByRole('button', { name: 'Decline' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Reason for the agent' }), 'Ask the bank');
  await userEvent.click(screen.getByRole('button', { name: /Send refusal/ }));
  await waitFor(() => expect(rows()).toHaveLength(2));
  expect(sent[0]?.body).toEqual({ call_id: id(1), decision: 'reject', message: 'Ask the bank' });
});

async function snooze(choice: string): Promise<void> {
  await userEvent.click(screen.getByRole('button', { name: 'Snooze' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: choice }));
}
