import { WEBHOOK_EVENTS } from '@taskhelm/contract';
import { FieldError } from '../../components/field.tsx';
import type { AgentName, FieldsProps } from './notice-fields.tsx';
import { EVENT_HINTS, EVENT_LABELS } from './notice-words.ts';

const CHECK = 'size-4 shrink-0 accent-accent coarse:size-5';
const LINE = 'flex min-h-6 items-center gap-2 text-sm coarse:min-h-11';

/** What is told. */
export function EventFields({ draft, errors, onChange }: FieldsProps) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Tell when</legend>
      {WEBHOOK_EVENTS.map((event, index) => (
        <label key={event} className={LINE}>
          <input
            type="checkbox"
            checked={draft.events.includes(event)}
            onChange={({ target }) => onChange({ events: toggled(draft.events, event, target.checked) })}
            className={CHECK}
            {...(index === 0 && invalid('notice-events', errors.events))}
          />
          <span className="min-w-0">
            {EVENT_LABELS[event]} <span className="text-muted">{EVENT_HINTS[event]}</span>
          </span>
        </label>
      ))}
      <FieldError id="notice-events" error={errors.events} />
    </fieldset>
  );
}

/** Whose tasks and triggers are told of. An agent that was deleted stays to be seen and dropped. */
export function AgentFields({
  draft,
  errors,
  agents,
  onChange,
}: FieldsProps & { agents: readonly AgentName[] }) {
  const gone = draft.agentIds.filter((id) => !agents.some((agent) => agent.id === id));
  const offered = [...agents, ...gone.map((id) => ({ id, name: 'a deleted agent' }))];
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Of tasks and triggers of</legend>
      <div className="flex flex-wrap gap-x-6">
        {(['all', 'some'] as const).map((tellsOf) => (
          <label key={tellsOf} className={LINE}>
            <input
              type="radio"
              name="notice-agents"
              checked={draft.tellsOf === tellsOf}
              onChange={() => onChange({ tellsOf })}
              className={CHECK}
            />
            {tellsOf === 'all' ? 'All agents, also new ones' : 'Some agents only'}
          </label>
        ))}
      </div>
      {draft.tellsOf === 'some' ? (
        <div
          role="group"
          aria-label="Agents"
          className="mt-1 grid max-h-48 grid-cols-1 gap-x-4 overflow-y-auto rounded-md border px-3 py-1 md:grid-cols-2"
        >
          {offered.map(({ id, name }, index) => (
            <label key={id} className={LINE}>
              <input
                type="checkbox"
                checked={draft.agentIds.includes(id)}
                onChange={({ target }) => onChange({ agentIds: toggled(draft.agentIds, id, target.checked) })}
                className={CHECK}
                {...(index === 0 && invalid('notice-agents', errors.agentIds))}
              />
              <span className="min-w-0 break-words">{name}</span>
            </label>
          ))}
        </div>
      ) : null}
      <FieldError id="notice-agents" error={errors.agentIds} />
    </fieldset>
  );
}

/** The first box of a group takes the focus for all of them. */
const invalid = (id: string, error: string | undefined): Record<string, string | boolean> =>
  error ? { 'aria-describedby': `${id}-error`, 'data-invalid': true } : {};

const toggled = <Value,>(values: readonly Value[], value: Value, isOn: boolean): Value[] =>
  isOn ? [...values, value] : values.filter((other) => other !== value);
