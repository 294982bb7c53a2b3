import {
  createAgentRequestSchema,
  type Agent,
  type CreateAgentRequest,
  type ErrorDetail,
} from '@taskhelm/contract';

export type AgentSettings = CreateAgentRequest;

/** What the form holds: numbers as they are typed, `delegates` for the choice between any agent and a list. */
export type AgentDraft = Pick<
  AgentSettings,
  | 'name'
  | 'description'
  | 'instructions'
  | 'model'
  | 'tools'
  | 'confirm_tools'
  | 'extends_tools_to'
  | 'enabled'
> & {
  on_limit: 'ask' | 'fail';
  limits: Record<string, string>;
  max_concurrent_tasks: string;
  delegates: 'any' | 'some';
  can_delegate_to: string[];
};

/** The limits by the unit in which people type them. */
export const LIMIT_FIELDS = [
  {
    key: 'max_steps',
    label: 'Steps',
    unit: 'model calls',
    scale: 1,
    help: 'Stops a task that goes round in circles.',
  },
  {
    key: 'timeout_ms',
    label: 'Working time',
    unit: 'minutes',
    scale: 60_000,
    help: 'Waiting for a person or in the queue does not count.',
  },
  {
    key: 'max_tokens',
    label: 'Tokens',
    unit: 'in and out',
    scale: 1,
    help: 'Of all model calls together; it also bounds models without a price.',
  },
  {
    key: 'max_cost_microusd',
    label: 'Cost',
    unit: 'US dollars',
    scale: 1_000_000,
    help: 'Counts only for models that have a price.',
  },
] as const;

export const NEW_AGENT: AgentSettings = createAgentRequestSchema.parse({
  name: 'new-agent',
  tools: ['ask_user'],
});

export function settingsOf(agent: Agent): AgentSettings {
  const { name, description, instructions, model, tools, confirm_tools, limits, enabled } = agent;
  const { max_concurrent_tasks, can_delegate_to, extends_tools_to } = agent;
  return {
    name,
    description,
    instructions,
    model,
    tools,
    confirm_tools,
    limits,
    max_concurrent_tasks,
    can_delegate_to,
    extends_tools_to,
    enabled,
  };
}

export function toDraft(settings: AgentSettings): AgentDraft {
  const { limits, max_concurrent_tasks, can_delegate_to, ...same } = settings;
  return {
    ...same,
    on_limit: limits.on_limit ?? 'ask',
    limits: Object.fromEntries(
      LIMIT_FIELDS.map(({ key, scale }) => [
        key,
        limits[key] === undefined ? '' : String(limits[key] / scale),
      ]),
    ),
    max_concurrent_tasks: max_concurrent_tasks === null ? '' : String(max_concurrent_tasks),
    delegates: can_delegate_to === null ? 'any' : 'some',
    can_delegate_to: can_delegate_to ?? [],
  };
}

/** Errors by field; a field of the limits is `limits.max_steps`. */
export type DraftErrors = Record<string, string>;

/** The settings that the draft says, or what is wrong with it. */
export function readDraft(draft: AgentDraft): { settings: AgentSettings } | { errors: DraftErrors } {
  const { limits, on_limit, max_concurrent_tasks, delegates, can_delegate_to, ...same } = draft;
  const typed = LIMIT_FIELDS.filter(({ key }) => limits[key]?.trim());
  const parsed = createAgentRequestSchema.safeParse({
    ...same,
    limits: {
      ...Object.fromEntries(
        typed.map(({ key, scale }) => [key, Math.round(toNumber(limits[key] ?? '') * scale)]),
      ),
      ...(on_limit === 'fail' ? { on_limit } : {}),
    },
    max_concurrent_tasks: max_concurrent_tasks.trim() === '' ? null : toNumber(max_concurrent_tasks),
    can_delegate_to: delegates === 'any' ? null : can_delegate_to,
  });
  if (parsed.success) return { settings: parsed.data };
  return {
    errors: errorsByField(
      parsed.error.issues.map(({ path, message, code }) => ({ path: path.join('.'), message, code })),
    ),
  };
}

/** The first thing wrong with each field, in words that fit the form. */
export function errorsByField(details: readonly ErrorDetail[]): DraftErrors {
  const errors: DraftErrors = {};
  for (const { path, message } of details) {
    const [first = '', second] = path.split('.');
    const field = first === 'limits' && second ? path : first;
    errors[field] ??= WORDS[field] ?? message;
  }
  return errors;
}

const WORDS: DraftErrors = {
  'limits.max_steps': 'A whole number from 1 to 1,000',
  'limits.timeout_ms': 'From 1 second to 24 hours, in minutes',
  'limits.max_tokens': 'A whole number from 1 to 1,000,000,000',
  'limits.max_cost_microusd': 'An amount from 0 to 1,000,000',
  max_concurrent_tasks: 'A whole number from 1 to 1,000',
};

const toNumber = (text: string): number => Number(text.trim().replace(',', '.'));
