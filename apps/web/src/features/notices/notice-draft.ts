import {
  createWebhookRequestSchema,
  updateWebhookRequestSchema,
  type CreateWebhookRequest,
  type UpdateWebhookRequest,
  type Webhook,
  type WebhookEvent,
  type WebhookFormat,
} from '@taskhelm/contract';

/** The form of a destination as it is typed. Where one is changed, an empty `url` leaves the address as it is. */
export type NoticeDraft = {
  name: string;
  format: WebhookFormat;
  url: string;
  from: string;
  /** One address a line, or with commas between. */
  to: string;
  events: WebhookEvent[];
  tellsOf: 'all' | 'some';
  agentIds: string[];
};
export type DraftErrors = Partial<Record<keyof NoticeDraft, string>>;

export function draftOf(notice: Webhook | null): NoticeDraft {
  if (!notice) {
    return {
      name: '',
      format: 'standard',
      url: '',
      from: '',
      to: '',
      events: ['task.needs_input', 'task.failed', 'trigger.paused'],
      tellsOf: 'all',
      agentIds: [],
    };
  }
  return {
    name: notice.name,
    format: notice.format,
    url: '',
    from: notice.email?.from ?? '',
    to: notice.email?.to.join('\n') ?? '',
    events: notice.events,
    tellsOf: notice.agent_ids === null ? 'all' : 'some',
    agentIds: notice.agent_ids ?? [],
  };
}

/** The fields of the wire, by the fields of the form that they come from. */
const FIELDS: Record<string, keyof NoticeDraft> = {
  name: 'name',
  format: 'format',
  url: 'url',
  'email.from': 'from',
  'email.to': 'to',
  email: 'to',
  events: 'events',
  agent_ids: 'agentIds',
};

const fieldOf = (path: string): keyof NoticeDraft | undefined =>
  FIELDS[path.replace(/\.\d+$/, '')] ?? FIELDS[path.split('.')[0] ?? ''];

/** What the server refused, beside the field where it was typed. */
export function errorsByField(details: readonly { path: string; message: string }[]): DraftErrors {
  const errors: DraftErrors = {};
  for (const { path, message } of details) {
    const field = fieldOf(path);
    if (field) errors[field] ??= message;
  }
  return errors;
}

const WORDS: DraftErrors = {
  name: 'Give it a name of at most 100 characters',
  url: 'Enter a whole URL of at most 2,000 characters',
  from: 'Enter one e-mail address',
  to: 'Enter 1 to 20 e-mail addresses, one a line',
  events: 'Choose at least one',
  agentIds: 'Choose at least one agent, or all',
};

type Read<Body> = { body: Body } | { errors: DraftErrors };

/** The request that a draft of a new destination amounts to, or what has to be corrected first. */
export function readNew(draft: NoticeDraft): Read<CreateWebhookRequest> {
  const { format, url } = draft;
  return told(createWebhookRequestSchema.safeParse({ ...bodyOf(draft), format, url: url.trim() }));
}

/** Only what the form changed is sent; null where that is nothing. */
export function readChange(notice: Webhook, draft: NoticeDraft): Read<UpdateWebhookRequest | null> {
  const [before, now] = [bodyOf(draftOf(notice)), bodyOf(draft)];
  const changed = Object.entries({ ...now, ...(draft.url.trim() && { url: draft.url.trim() }) }).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key as keyof typeof before]),
  );
  if (changed.length === 0) return { body: null };
  return told(updateWebhookRequestSchema.safeParse(Object.fromEntries(changed)));
}

function bodyOf({ name, format, from, to, events, tellsOf, agentIds }: NoticeDraft) {
  const addresses = to.split(/[\s,;]+/).filter(Boolean);
  return {
    name: name.trim(),
    events,
    agent_ids: tellsOf === 'all' ? null : agentIds,
    ...(format === 'email' && { email: { from: from.trim(), to: addresses } }),
  };
}

type Parsed<Body> =
  { success: true; data: Body } | { success: false; error: { issues: readonly { path: PropertyKey[] }[] } };

function told<Body>(parsed: Parsed<Body>): Read<Body> {
  if (parsed.success) return { body: parsed.data };
  const errors: DraftErrors = {};
  for (const { path } of parsed.error.issues) {
    const field = fieldOf(path.map(String).join('.'));
    if (field) errors[field] = WORDS[field] ?? 'Not a value for this field';
  }
  return { errors };
}
