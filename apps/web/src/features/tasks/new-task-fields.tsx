import type { Agent } from '@taskhelm/contract';
import { useState } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { Field, fieldProps } from '../../components/field.tsx';
import { Markdown } from '../../components/markdown.tsx';
import { Select } from '../../components/select.tsx';

type AgentFieldProps = {
  agents: readonly Agent[];
  /** The name that is chosen. */
  value: string;
  /** The agent of the task that is run again. */
  ranBy: string | undefined;
  field: UseFormRegisterReturn;
  error: string | undefined;
};

/** All agents; a disabled one cannot be chosen and says so. */
export function AgentField({ agents, value, ranBy, field, error }: AgentFieldProps) {
  const enabled = agents.filter((agent) => agent.enabled);
  const disabled = agents.filter((agent) => !agent.enabled);
  const isGone = ranBy !== undefined && !enabled.some(({ name }) => name === ranBy);
  return (
    <Field
      id="new-task-agent"
      label="Agent"
      required
      error={error}
      hint={
        <>
          {isGone ? <strong className="block">{ranBy}, which ran it, takes no tasks now.</strong> : null}
          <AgentHint agent={enabled.find(({ name }) => name === value)} />
        </>
      }
    >
      <Select {...fieldProps('new-task-agent', { hint: true, error, required: true })} {...field}>
        {value === '' ? <option value="">Choose an agent</option> : null}
        {enabled.map(({ id, name }) => (
          <option key={id} value={name}>
            {name}
          </option>
        ))}
        {disabled.length > 0 ? (
          <optgroup label="Disabled: an administrator can enable them under Agents">
            {disabled.map(({ id, name }) => (
              <option key={id} value={name} disabled>
                {name}
              </option>
            ))}
          </optgroup>
        ) : null}
      </Select>
    </Field>
  );
}

function AgentHint({ agent }: { agent: Agent | undefined }) {
  if (!agent) return null;
  const parts = [
    agent.description,
    agent.model ?? 'default model',
    agent.tools.length > 0 ? agent.tools.join(', ') : 'no tools',
    `${agent.stats.running} running, ${agent.stats.queued} queued`,
  ];
  return <>{parts.filter((part) => part !== '').join(' · ')}</>;
}

type DescriptionFieldProps = { value: string; field: UseFormRegisterReturn; error: string | undefined };

/** Markdown, as it is written or as it will look. */
export function DescriptionField({ value, field, error }: DescriptionFieldProps) {
  const [previews, setPreviews] = useState(false);
  return (
    <div>
      <Field
        id="new-task-description"
        label="Description"
        error={error}
        hint={
          <>
            What to do, in Markdown; the title alone will do too. The scripted model follows lines such as{' '}
            <code className="mono">ask Which one? | This | That</code> and{' '}
            <code className="mono">result Done</code>.
          </>
        }
      >
        <textarea
          {...fieldProps('new-task-description', { hint: true, error })}
          {...field}
          rows={8}
          hidden={previews}
          className="field field-sizing-content max-h-80 min-h-36 resize-y"
        />
        {previews ? (
          <div
            role="region"
            aria-label="Description as it will look"
            className="max-h-80 min-h-36 overflow-y-auto rounded-md border bg-surface px-3 py-2"
          >
            <Markdown text={value} keepsLines />
          </div>
        ) : null}
      </Field>
      <button
        type="button"
        aria-pressed={previews}
        disabled={!previews && value.trim() === ''}
        onClick={() => setPreviews(!previews)}
        className="mt-1 h-6 rounded border border-control/60 px-1.5 text-xs text-muted hover:bg-hover disabled:opacity-55 aria-pressed:text-accent coarse:h-11 coarse:px-3"
      >
        Preview
      </button>
    </div>
  );
}
