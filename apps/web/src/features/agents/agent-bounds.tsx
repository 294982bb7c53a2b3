import { Field, FieldError, fieldProps } from '../../components/field.tsx';
import { LIMIT_FIELDS } from './agent-draft.ts';
import type { FieldsProps } from './agent-form.tsx';

/** How far it may go, and to whom it may pass work on. */
export function AgentBounds({
  draft,
  errors,
  onChange,
  agents,
}: FieldsProps & { agents: readonly string[] }) {
  return (
    <>
      <fieldset>
        <legend className="mb-1 text-sm font-medium">Limits of a task</legend>
        <p className="mb-2 text-xs text-muted">Empty for the server’s defaults. A task may bring its own.</p>
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          {LIMIT_FIELDS.map(({ key, label, unit }) => (
            <NumberField
              key={key}
              id={`agent-${key}`}
              label={`${label}, ${unit}`}
              error={errors[`limits.${key}`]}
              value={draft.limits[key] ?? ''}
              onChange={(text) => onChange({ limits: { ...draft.limits, [key]: text } })}
            />
          ))}
          <NumberField
            id="agent-concurrency"
            label="Tasks at once"
            error={errors['max_concurrent_tasks']}
            value={draft.max_concurrent_tasks}
            onChange={(text) => onChange({ max_concurrent_tasks: text })}
          />
        </div>
      </fieldset>
      <Delegation draft={draft} errors={errors} onChange={onChange} agents={agents} />
    </>
  );
}

type NumberFieldProps = {
  id: string;
  label: string;
  error: string | undefined;
  value: string;
  onChange: (text: string) => void;
};

function NumberField({ id, label, error, value, onChange }: NumberFieldProps) {
  return (
    <Field id={id} label={label} error={error}>
      <input
        {...fieldProps(id, { error })}
        inputMode="decimal"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        autoComplete="off"
        className="field tabular-nums"
      />
    </Field>
  );
}

function Delegation({ draft, errors, onChange, agents }: FieldsProps & { agents: readonly string[] }) {
  const names = [...new Set([...agents, ...draft.can_delegate_to])];
  const radio = 'flex min-h-6 items-center gap-2 text-sm coarse:min-h-11';
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">May create tasks for</legend>
      <div className="flex flex-wrap gap-x-6">
        {(['any', 'some'] as const).map((value) => (
          <label key={value} className={radio}>
            <input
              type="radio"
              name="agent-delegates"
              checked={draft.delegates === value}
              onChange={() => onChange({ delegates: value })}
              className="size-4 accent-accent"
            />
            {value === 'any' ? 'Any agent' : 'Only these'}
          </label>
        ))}
      </div>
      {draft.delegates === 'some' ? (
        <div className="mt-1 flex flex-wrap gap-x-6 gap-y-1 pl-6">
          {names.map((name) => (
            <label key={name} className={`${radio} mono`}>
              <input
                type="checkbox"
                checked={draft.can_delegate_to.includes(name)}
                onChange={(event) =>
                  onChange({
                    can_delegate_to: event.target.checked
                      ? [...draft.can_delegate_to, name]
                      : draft.can_delegate_to.filter((other) => other !== name),
                  })
                }
                className="size-4 accent-accent coarse:size-5"
              />
              {name}
            </label>
          ))}
        </div>
      ) : null}
      <FieldError id="agent-delegation" error={errors['can_delegate_to']} />
    </fieldset>
  );
}
