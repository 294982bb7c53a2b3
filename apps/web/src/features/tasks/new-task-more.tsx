import { TASK_PRIORITIES } from '@taskhelm/contract';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { FieldErrors, UseFormRegister } from 'react-hook-form';
import { Field, fieldProps } from '../../components/field.tsx';
import { Select } from '../../components/select.tsx';
import type { NewTaskDraft } from './new-task-draft.ts';
import { LIMIT_FIELDS } from './new-task-request.ts';

type NewTaskMoreProps = {
  register: UseFormRegister<NewTaskDraft>;
  errors: FieldErrors<NewTaskDraft>;
  startsOpen: boolean;
  /** A task that is run again keeps everything but its limits. */
  limitsOnly: boolean;
};

/** What most tasks do not need. */
export function NewTaskMore({ register, errors, startsOpen, limitsOnly }: NewTaskMoreProps) {
  const [isOpen, setOpen] = useState(startsOpen);
  const hasError = Object.keys(errors).some((name) => !['agent', 'title', 'description'].includes(name));
  const input = (name: keyof NewTaskDraft, hint: boolean) => (
    <input
      {...fieldProps(`new-task-${name}`, { hint, error: errors[name]?.message })}
      {...register(name)}
      autoComplete="off"
      className="field"
    />
  );
  return (
    <details
      className="group"
      open={isOpen || hasError}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="-mx-1 inline-flex h-7 list-none items-center gap-1 rounded px-1 text-sm text-muted select-none hover:text-text coarse:h-11">
        <ChevronRight aria-hidden className="size-3.5 group-open:rotate-90" />
        {limitsOnly ? 'Limits' : 'More'}
      </summary>
      <div className="mt-2 grid gap-4 md:grid-cols-6">
        {limitsOnly ? null : (
          <>
            <Field
              id="new-task-priority"
              label="Priority"
              error={errors.priority?.message}
              className="md:col-span-3"
            >
              <Select
                {...fieldProps('new-task-priority', { error: errors.priority?.message })}
                {...register('priority')}
              >
                {TASK_PRIORITIES.map((value) => (
                  <option key={value} value={value}>
                    {value[0]?.toUpperCase()}
                    {value.slice(1)}
                  </option>
                ))}
              </Select>
            </Field>
            <Field
              id="new-task-labels"
              label="Labels"
              error={errors.labels?.message}
              hint="Separated by commas"
              className="md:col-span-3"
            >
              {input('labels', true)}
            </Field>
            <Field
              id="new-task-metadata"
              label="Metadata"
              error={errors.metadata?.message}
              hint="A JSON object, kept with the task for your programs"
              className="md:col-span-6"
            >
              <textarea
                {...fieldProps('new-task-metadata', { hint: true, error: errors.metadata?.message })}
                {...register('metadata')}
                rows={2}
                spellCheck={false}
                placeholder='{"ticket": "T-88"}'
                className="field mono field-sizing-content max-h-60 resize-y"
              />
            </Field>
            <Field
              id="new-task-parent"
              label="Part of the task"
              error={errors.parent?.message}
              hint="Its id or a link to it; it has to be open"
              className="md:col-span-6"
            >
              {input('parent', true)}
            </Field>
          </>
        )}
        {LIMIT_FIELDS.map(({ name, label }) => (
          <Field
            key={name}
            id={`new-task-${name}`}
            label={label}
            error={errors[name]?.message}
            hint="At most; empty: the agent’s"
            className="md:col-span-2"
          >
            {input(name, true)}
          </Field>
        ))}
      </div>
    </details>
  );
}
