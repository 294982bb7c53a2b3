import type { Model } from '@taskhelm/contract';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Field, fieldProps } from '../../components/field.tsx';
import { Markdown } from '../../components/markdown.tsx';
import { Select } from '../../components/select.tsx';
import { formatCount } from '../../lib/format-number.ts';
import type { FieldsProps } from './agent-form.tsx';

/** Who the agent is and what it is told. */
export function AgentBasics({ draft, errors, onChange, models }: FieldsProps & { models: readonly Model[] }) {
  const known = draft.model === null || models.some(({ name }) => name === draft.model);
  const standard = models.find((model) => model.is_default);
  return (
    <>
      <Field
        id="agent-name"
        label="Name"
        required
        error={errors['name']}
        hint="Lower-case letters, digits and hyphens; tasks are given to it by this name"
      >
        <input
          {...fieldProps('agent-name', { hint: true, error: errors['name'], required: true })}
          value={draft.name}
          onChange={(event) => onChange({ name: event.target.value })}
          autoComplete="off"
          spellCheck={false}
          className="field mono"
        />
      </Field>
      <Field
        id="agent-description"
        label="Description"
        error={errors['description']}
        hint="What it is for; people and other agents choose by it"
      >
        <input
          {...fieldProps('agent-description', { hint: true, error: errors['description'] })}
          value={draft.description}
          onChange={(event) => onChange({ description: event.target.value })}
          autoComplete="off"
          className="field"
        />
      </Field>
      <Instructions draft={draft} errors={errors} onChange={onChange} />
      <Field id="agent-model" label="Model" error={errors['model']}>
        <Select
          {...fieldProps('agent-model', { error: errors['model'] })}
          value={draft.model ?? ''}
          onChange={(event) => onChange({ model: event.target.value || null })}
        >
          <option value="">Default{standard ? ` (now ${standard.name})` : ''}</option>
          {known ? null : <option value={draft.model ?? ''}>{draft.model} (not set up any more)</option>}
          {models.map((model) => (
            <option key={model.id} value={model.name} disabled={!model.enabled}>
              {model.name}
              {model.enabled ? '' : ' (disabled)'}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}

function Instructions({ draft, errors, onChange }: FieldsProps) {
  const [isPreview, setPreview] = useState(false);
  return (
    <Field
      id="agent-instructions"
      label="Instructions"
      error={errors['instructions']}
      hint="The system prompt: its role, how it works, when it asks. Markdown."
      aside={
        <span className="flex items-center gap-2">
          {formatCount(draft.instructions.length)}
          <Button
            size="small"
            variant="quiet"
            aria-pressed={isPreview}
            onClick={() => setPreview(!isPreview)}
          >
            {isPreview ? 'Write' : 'Preview'}
          </Button>
        </span>
      }
    >
      {isPreview ? (
        <div
          id="agent-instructions"
          role="region"
          aria-label="Preview of the instructions"
          className="prose-text min-h-64 rounded-md border bg-surface p-3"
        >
          <Markdown text={draft.instructions || 'Nothing to show yet.'} keepsLines />
        </div>
      ) : (
        <textarea
          {...fieldProps('agent-instructions', { hint: true, error: errors['instructions'] })}
          value={draft.instructions}
          onChange={(event) => onChange({ instructions: event.target.value })}
          rows={14}
          className="field mono field-sizing-content max-h-[60dvh] min-h-64 resize-y"
        />
      )}
    </Field>
  );
}
