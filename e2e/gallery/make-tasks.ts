import { expect } from '@playwright/test';
import {
  agentEndpoints,
  inputEndpoints,
  taskEndpoints,
  type RespondRequest,
  type TaskDetail,
} from '@taskhelm/contract';
import type { Api } from '../fixtures/api.ts';

const call = (tool: string, args: object): string => `call ${tool} ${JSON.stringify(args)}`;
const script = (...lines: string[]): string => lines.join('\n');
export const LONG_WORD = 'Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüssel'.repeat(2);

const REPORT = String.raw`## Q1 in one page\n\nSaaS spending grew by **11 %** over the year, most of it in *security* and observability. Three markets stand out:\n\n| Market | Size, bn $ | Growth | Largest vendor |\n|---|---:|---:|---|\n| Europe | 48.2 | 9 % | Northwind |\n| North America | 131.7 | 12 % | Contoso |\n| Asia and Pacific | 37.9 | 15 % | Fabrikam |\n\n1. Mid-size firms consolidate tools.\n2. Prices per seat give way to prices per use.\n\n- [x] Figures checked against two sources\n- [ ] Interviews\n\n> The growth of Asia rests on one vendor.\n\n    median = 0.11 * (48.2 + 131.7 + 37.9)\n\nSource: [the report](https://example.org/reports/q1).`;

const SEGMENT = {
  questions: [
    {
      label: 'Which segment should I focus on?',
      type: 'select',
      help: 'The figures differ a lot between the two; a report on both takes twice as long.',
      options: [
        { label: 'Enterprise', description: 'Over 1,000 seats, yearly contracts' },
        { label: 'Mid-market', description: '50 to 1,000 seats' },
        { label: 'Both', description: 'Two reports, and a page that compares them' },
      ],
      allow_other: true,
    },
  ],
};

const FORM = {
  questions: [
    { label: 'Which market?', type: 'select', options: ['Europe', 'Asia'], allow_other: true },
    { label: 'Which channels?', type: 'multiselect', options: ['Web', 'Mail', 'Shops'], help: 'Any number' },
    { label: 'Include forecasts?', type: 'boolean' },
    { label: 'How many pages?', type: 'number' },
    { label: 'Until when?', type: 'date' },
  ],
};

const HOSTILE = `<img src=x onerror=alert(1)> [click](javascript:alert(1)) \u202Egnp.exe\u202C <b>bold?</b>`;

const PLAIN_TITLES = [
  'Summarise the support tickets of last week',
  'Check the links of the handbook',
  'Nightly sync of the customer list',
  'Compare the prices of the three largest vendors and write down what changed since the last comparison in spring',
  'Translate the release notes into French, German and Japanese',
  'Reconcile invoices',
  'Draft the newsletter',
  'Find duplicates in the CRM',
];
const PRIORITIES = ['normal', 'normal', 'high', 'low', 'normal', 'critical'] as const;
const LABELS = [['quarterly', 'emea'], [], ['night'], [], ['customer/northwind', 'renewal', 'urgent'], []];

/** Tasks in every state, each under the name that the scenes know it by. */
export type Tasks = Awaited<ReturnType<typeof makeTasks>>;

export async function makeTasks(api: Api) {
  await makeAgents(api);
  await makeMany(api);
  // What waits is made first: the inbox is oldest first.
  const question = await api.createUntil('needs_input', {
    title: 'Market analysis Q1',
    description: script(
      'think The task leaves the segment open. The sums differ by a factor of three, so I ask before I go on.',
      'say I have read the three reports and start with the **sums**.',
      call('calculate', { expression: '48.2 + 131.7 + 37.9' }),
      call('calculate', { expression: '217.8 * 0.11' }),
      call('current_time', { time_zone: 'Europe/Paris' }),
      call('ask_user', SEGMENT),
      'result Done: {answer}',
    ),
    labels: ['quarterly', 'emea'],
    metadata: { ticket: 'OPS-1745', region: { code: 'emea', countries: ['FR', 'DE', 'PL'] } },
    priority: 'high',
  });
  const form = await api.createUntil('needs_input', {
    title: 'Plan the report for the board',
    description: script(call('ask_user', FORM), 'result Planned'),
  });
  const confirmation = await api.createUntil('needs_input', {
    agent: 'assistant',
    title: 'Post the summary to the partner API',
    description: script(
      'say I have written the summary and now send it.',
      call('http_request', {
        url: 'https://partner.example.com/v2/summaries?notify=true',
        method: 'POST',
        headers: { authorization: 'Bearer {{secret:PARTNER_KEY}}', 'content-type': 'application/json' },
        body: JSON.stringify({ quarter: 'Q1', summary: 'SaaS grew by 11 %', recipients: ['ana', 'ben'] }),
      }),
      'result Sent',
    ),
  });
  const reviewed = await makeReviewed(api);
  const limit = await api.createUntil('needs_input', {
    title: 'Read every page of the wiki',
    description: script(
      call('calculate', { expression: '1+1' }),
      call('calculate', { expression: '2+2' }),
      'result ok',
    ),
    limits: { max_steps: 1 },
  });
  const long = await api.createUntil('needs_input', {
    title: 'Write the handbook, chapter by chapter',
    description: script(
      ...Array.from({ length: 40 }, (_, part) => [
        `say Chapter ${part + 1} of the handbook is written; it tells at some length how the work is handed over.`,
        ...Array.from({ length: part % 5 }, (_call, at) =>
          call('calculate', { expression: `${part}+${at}` }),
        ),
      ]).flat(),
      call('calculate', { expression: '40+' }),
      'ask Shall I publish it? | Publish now | Publish on Monday | Keep it as a draft',
      'result Done',
    ),
    limits: { max_steps: 500 },
  });
  const family = await makeFamily(api);
  const hostile = await makeHostile(api);
  const answered = await api.createUntil('needs_input', {
    title: 'Choose the colours of the charts',
    description: script('ask Which palette? | Warm | Cold', 'result The palette: {answer}'),
  });
  await respond(api, answered, { answers: ['Cold'] });
  const rejected = await makeRejected(api);
  const completed = await api.createUntil('completed', {
    title: 'Market analysis Q4',
    description: script(
      'Analyse the market of Q4 and compare it with **Q3**.',
      'think First the sums, then the report.',
      'say I begin with the sums of the three markets.',
      call('calculate', { expression: '48.2 + 131.7 + 37.9' }),
      call('calculate', { expression: '217.8 * 0.11' }),
      call('calculate', { expression: '(131.7 - 117.6) / 117.6' }),
      call('current_time', { time_zone: 'Asia/Tokyo' }),
      call('calculate', { expression: '12 / 0' }),
      call('save_file', {
        name: 'q4-figures.csv',
        media_type: 'text/csv',
        content: 'market,size\nEurope,48.2\nAsia,37.9\n',
      }),
      call('save_file', {
        name: 'sources and interviews of the fourth quarter.md',
        media_type: 'text/markdown',
        content: '# Sources\n\n- one\n- two',
      }),
      `result ${REPORT}`,
    ),
    labels: ['quarterly'],
    priority: 'high',
  });
  const failed = await api.createUntil('failed', {
    title: 'Nightly sync of the vendor list',
    description: script(
      'say I read the list of the vendors.',
      call('calculate', { expression: '17 * 4' }),
      call('http_request', { url: 'http://127.0.0.1/vendors.json', method: 'GET' }),
      'fail The source at vendors.example.org answered 503 after 3 attempts; the list of yesterday was kept.',
    ),
    priority: 'critical',
    labels: ['night'],
  });
  await api.call(taskEndpoints.retry, { params: { id: failed.id }, body: {} });
  const outOfSteps = await api.createUntil('failed', {
    title: 'Crawl the catalogue',
    description: script(
      call('calculate', { expression: '1+1' }),
      call('calculate', { expression: '2+2' }),
      'result ok',
    ),
    limits: { max_steps: 1, on_limit: 'fail' },
  });
  const cancelled = await api.createUntil('in_progress', {
    title: 'Delete the drafts of 2019',
    description: script(
      'say I look for the drafts.',
      call('calculate', { expression: '2019+1' }),
      'wait 600',
    ),
  });
  await api.call(taskEndpoints.cancel, {
    params: { id: cancelled.id },
    body: { reason: 'Legal still needs them; ask Ana before anything is deleted.' },
  });
  const queued = await api.createTask({
    title: 'Weekly digest for the sales team',
    description: 'result ok',
    start_at: new Date(Date.now() + 5 * 3_600_000).toISOString(),
  });
  const parked = await api.createTask({
    agent: 'night-watch',
    title: 'Watch the deployment',
    description: 'result ok',
    start_at: new Date(Date.now() + 60_000).toISOString(),
  });
  await api.call(agentEndpoints.update, { params: { id: 'night-watch' }, body: { enabled: false } });
  const looping = await api.createUntil('in_progress', {
    title: 'Poll the export until it is ready',
    description: script(
      ...Array.from({ length: 3 }, () => call('calculate', { expression: '1+1' })),
      'wait 3600',
    ),
    limits: { max_steps: 5, on_limit: 'fail' },
  });
  const live = await api.createUntil('in_progress', {
    agent: 'writer',
    title: 'Write an introduction to the annual report',
    description: 'Two pages, for readers who know the market but not us.',
  });
  return {
    question,
    form,
    confirmation,
    reviewed,
    limit,
    long,
    ...family,
    hostile,
    answered,
    rejected,
    completed,
    failed,
    outOfSteps,
    cancelled,
    queued,
    parked,
    looping,
    live,
  };
}

async function makeAgents(api: Api): Promise<void> {
  const agents = [
    {
      name: 'release-lead',
      description: 'Hands the parts of a release to others and puts them together.',
      instructions: 'You **lead** a release.\n\n1. Split it.\n2. Hand the parts over.\n3. Put them together.',
      tools: ['create_task', 'ask_user', 'calculate', 'get_task'],
      can_delegate_to: ['researcher', 'release-lead'],
      limits: { max_steps: 200, timeout_ms: 3_600_000 },
      max_concurrent_tasks: 4,
    },
    {
      name: 'reviewed-caller',
      description: 'Calls partners.',
      tools: ['http_request'],
      confirm_tools: ['http_request'],
    },
    { name: 'night-watch', description: 'Looks after what runs at night.', tools: ['current_time'] },
    {
      name: 'writer',
      description: 'Writes longer texts with a model of our own.',
      model: 'in-house',
      tools: [],
    },
    { name: 'agent-with-a-rather-long-name-that-has-to-be-cut', description: `Long ${LONG_WORD}` },
  ];
  for (const body of agents) await api.call(agentEndpoints.create, { body });
}

/** What fills the list: more than a page, of several agents. */
async function makeMany(api: Api): Promise<void> {
  const made = Array.from({ length: 60 }, (_, at) =>
    api.createTask({
      title: `${PLAIN_TITLES[at % PLAIN_TITLES.length]}${at < 8 ? '' : `, part ${Math.floor(at / 8) + 1}`}`,
      description:
        at % 9 === 4
          ? `fail The mailbox is full (${at})`
          : script(call('calculate', { expression: `${at}*2` }), 'result Done: {output}'),
      agent: at % 4 === 3 ? 'assistant' : 'researcher',
      priority: PRIORITIES[at % PRIORITIES.length],
      labels: LABELS[at % LABELS.length],
    }),
  );
  for (const task of made)
    await api.call(taskEndpoints.get, { params: { id: (await task).id }, query: { wait: ['final'] } });
}

/** One call that was approved, and one that is not the same. */
async function makeReviewed(api: Api): Promise<TaskDetail> {
  const ask = (title: string, args: object) =>
    api.createUntil('needs_input', {
      agent: 'reviewed-caller',
      title,
      description: script(call('http_request', args), 'result Done'),
    });
  const first = await ask('Read the orders', {
    url: 'http://127.0.0.1/orders?page=1',
    headers: { 'X-Old': '1' },
  });
  await respond(api, first, { decision: 'approve' });
  return ask('Read the orders of another shop', {
    url: 'http://10.0.0.2/orders?page=1',
    method: 'HEAD',
    headers: {},
  });
}

async function makeRejected(api: Api): Promise<TaskDetail> {
  const task = await api.createUntil('needs_input', {
    agent: 'assistant',
    title: 'Tell everyone about the price change',
    description: script(
      call('http_request', {
        url: 'https://mail.example.com/send',
        method: 'POST',
        body: '{"to": "everyone"}',
      }),
      'result Not sent',
    ),
  });
  await respond(api, task, {
    decision: 'reject',
    message: 'Not to everyone: only to those whose price changes.',
  });
  return api.waitFor(task.id, 'completed');
}

/** A root that waits for a task two levels below, which waits for a person. */
async function makeFamily(api: Api) {
  const agent = 'release-lead';
  const part = (title: string, description: string, wait: boolean): string =>
    call('create_task', { agent, title, description, wait });
  const deepest = script('ask Which version number? | 2.4.0 | 3.0.0', 'result Tagged');
  const root = await api.createTask({
    agent,
    title: 'Release the spring edition',
    description: script(
      'say I hand the parts over.',
      part('Collect the changes since winter', 'result Collected', false),
      part('Check the licences of all dependencies', 'fail A licence is missing', false),
      part('Prepare the packages', script(part('Choose the version', deepest, true), 'result Packed'), true),
      'result Released',
    ),
  });
  await expect.poll(async () => (await api.task(root.id)).waiting_on.length).toBe(1);
  const { data } = await api.call(taskEndpoints.list, {
    query: { q: 'Choose the version', status: ['needs_input'] },
  });
  return { root, leaf: data[0]! };
}

async function makeHostile(api: Api): Promise<TaskDetail> {
  const text = HOSTILE.replaceAll('\n', ' ');
  await api.createTask({ title: `${LONG_WORD} in one word`, description: 'result ok' });
  return api.createUntil('completed', {
    title: text,
    description: script(
      `say ${text}`,
      call('calculate', { expression: text }),
      `call <img/src=x/onerror=1> {"a": ${JSON.stringify(`${text} ${LONG_WORD}`)}}`,
      `result ${text} ![pixel](https://evil.example/p.png) <script>alert(1)</script> ${LONG_WORD}`,
    ),
    labels: ['<b>label</b>', LONG_WORD.slice(0, 50)],
    metadata: { '<img src=x>': text, wide: LONG_WORD },
  });
}

async function respond(api: Api, task: TaskDetail, body: RespondRequest): Promise<void> {
  await api.call(inputEndpoints.respond, {
    params: { id: task.session_id },
    body: { call_id: task.pending_input?.call_id ?? '', ...body },
  });
}
