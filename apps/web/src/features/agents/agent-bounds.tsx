import { Field, fieldProps } from '../../components/field.tsx';
import { LIMIT_FIELDS, type AgentDraft } from './agent-draft.ts';
import type { FieldsProps } from './agent-form.tsx';

/** How far a task of it may go, and what happens there. */
export function AgentBounds({ draft, errors, onChange }: FieldsProps) {
  return (
    <>
      <fieldset>
        <legend className="mb-1 text-sm font-medium">Limits of a task</legend>
        <p className="mb-2 text-xs text-muted">
          Empty for no limit but that of the steps, of which there are 100. A task may bring its own.
        </p>
        <div className="grid gap-4 sm:grid-cols-2">
          {LIMIT_FIELDS.map(({ key, label, unit, help }) => (
            <NumberField
              key={key}
              id={`agent-${key}`}
              label={`${label}, ${unit}`}
              help={help}
              error={errors[`limits.${key}`]}
              value={draft.limits[key] ?? ''}
              onChange={(text) => onChange({ limits: { ...draft.limits, [key]: text } })}
            />
          ))}
          <NumberField
            id="agent-concurrency"
            label="Tasks at once"
            help="Over all workers. Further tasks wait in the queue."
            error={errors['max_concurrent_tasks']}
            value={draft.max_concurrent_tasks}
            onChange={(text) => onChange({ max_concurrent_tasks: text })}
          />
        </div>
      </fieldset>
      <AtLimit value={draft.on_limit} onChange={(on_limit) => onChange({ on_limit })} />
    </>
  );
}

type NumberFieldProps = {
  id: string;
  label: string;
  help: string;
  error: string | undefined;
  value: string;
  onChange: (text: string) => void;
};

function NumberField({ id, label, help, error, value, onChange }: NumberFieldProps) {
  return (
    <Field id={id} label={label} hint={help} error={error}>
      <input
        {...fieldProps(id, { hint: true, error })}
        inputMode="decimal"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        autoComplete="off"
        className="field tabular-nums"
      />
    </Field>
  );
}

const WAYS = [
  {
    value: 'ask',
    label: 'Ask a person for more',
    help: 'The task waits in the inbox and goes on with what it is given.',
  },
  {
    value: 'fail',
    label: 'Fail',
    help: 'The task ends there, with what it was that ran out. For work nobody watches.',
  },
] as const;

type AtLimitProps = { value: AgentDraft['on_limit']; onChange: (value: AgentDraft['on_limit']) => void };

function AtLimit({ value, onChange }: AtLimitProps) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">At a limit</legend>
      <div className="space-y-1">
        {WAYS.map((way) => (
          <label
            key={way.value}
            className="grid min-h-6 grid-cols-[auto_1fr] items-center gap-x-2 text-sm coarse:min-h-11"
          >
            <input
              type="radio"
              name="agent-on-limit"
              checked={value === way.value}
              onChange={() => onChange(way.value)}
              aria-describedby={`agent-on-limit-${way.value}`}
              aria-label={way.label}
              className="size-4 accent-accent"
            />
            <span>{way.label}</span>
            <span id={`agent-on-limit-${way.value}`} className="col-start-2 text-xs text-muted">
              {way.help}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
