import { TASK_PRIORITIES, type Agent } from '@taskhelm/contract';
import { useForm, useWatch, type UseFormReturn } from 'react-hook-form';
import { Button } from '../../components/button.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { Field, fieldProps } from '../../components/field.tsx';
import { Select } from '../../components/select.tsx';
import { UnsavedGuard } from '../../components/unsaved-guard.tsx';
import { ApiError } from '../../lib/api-client.ts';
import { HookFields } from './hook-fields.tsx';
import { ScheduleFields } from './schedule-fields.tsx';
import type { TriggerDraft } from './trigger-draft.ts';

export type TriggerFormApi = UseFormReturn<TriggerDraft>;

type TriggerFormProps = {
  initial: TriggerDraft;
  isNew: boolean;
  agents: readonly Agent[];
  isPending: boolean;
  error: Error | null;
  /** Gives what is kept from now on, where the form stays. Rejects with what the server says. */
  onSubmit: (draft: TriggerDraft, before: TriggerDraft) => Promise<TriggerDraft | undefined>;
  onCancel?: () => void;
};

const CRON_HELP = 'Fields: {{trigger.name}}, {{fire.date}}, {{fire.time}}, {{fire.at}}, {{fire.time_zone}}.';
const HOOK_HELP =
  'Fields of the JSON that is sent, e.g. {{issue.title}}. What is missing is shown as missing.';

/** The settings of a trigger. The server checks them; what it finds wrong is shown at its field. */
export function TriggerForm(props: TriggerFormProps) {
  const { initial, isNew, agents, isPending, error, onSubmit, onCancel } = props;
  const form = useForm<TriggerDraft>({ defaultValues: initial });
  const { errors, isDirty, isSubmitting } = form.formState;
  const [kind, agentName] = useWatch({ control: form.control, name: ['kind', 'agent'] });
  const submit = form.handleSubmit(async (draft) => {
    await onSubmit(draft, form.formState.defaultValues as TriggerDraft).then(
      (kept = draft) => form.reset(kept),
      (refusal: unknown) => showProblems(form, refusal),
    );
  });
  const names = [
    ...new Set([...agents.filter(({ enabled }) => enabled).map(({ name }) => name), initial.agent]),
  ];
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="max-w-2xl space-y-4">
      <UnsavedGuard of="trigger" isDirty={isDirty && !isSubmitting} />
      {isNew ? (
        <fieldset>
          <legend className="mb-1 text-sm font-medium">Starts</legend>
          <div className="flex flex-wrap gap-x-6">
            <KindRadio form={form} value="cron" label="On a schedule" />
            <KindRadio form={form} value="webhook" label="When another program calls" />
          </div>
        </fieldset>
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field id="trigger-name" label="Name" required error={errors.name?.message}>
          <input
            {...fieldProps('trigger-name', { error: errors.name?.message, required: true })}
            {...form.register('name')}
            placeholder="nightly-report"
            autoComplete="off"
            className="field"
          />
        </Field>
        <Field id="trigger-agent" label="Agent" required error={errors.agent?.message}>
          <Select
            {...fieldProps('trigger-agent', { error: errors.agent?.message, required: true })}
            {...form.register('agent')}
          >
            {agentName === '' ? <option value="">Choose an agent</option> : null}
            {names
              .filter((name) => name !== '')
              .map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
          </Select>
        </Field>
      </div>
      {kind === 'cron' ? <ScheduleFields form={form} /> : <HookFields form={form} isNew={isNew} />}
      <Field
        id="trigger-title"
        label="Title of its tasks"
        required
        error={errors.title?.message}
        hint={kind === 'cron' ? CRON_HELP : HOOK_HELP}
      >
        <input
          {...fieldProps('trigger-title', { hint: true, error: errors.title?.message, required: true })}
          {...form.register('title')}
          autoComplete="off"
          className="field"
        />
      </Field>
      <Field
        id="trigger-description"
        label="Description of its tasks"
        error={errors.description?.message}
        hint={
          kind === 'cron'
            ? 'What the agent is to do, with the same fields.'
            : 'What the agent is to do, with the same fields. The whole of the JSON goes along as data that it may read and must not obey.'
        }
      >
        <textarea
          {...fieldProps('trigger-description', { hint: true, error: errors.description?.message })}
          {...form.register('description')}
          rows={5}
          className="field field-sizing-content max-h-80 min-h-28 resize-y"
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field id="trigger-priority" label="Priority">
          <Select {...fieldProps('trigger-priority')} {...form.register('priority')}>
            {TASK_PRIORITIES.map((value) => (
              <option key={value} value={value}>
                {value[0]?.toUpperCase()}
                {value.slice(1)}
              </option>
            ))}
          </Select>
        </Field>
        <Field id="trigger-labels" label="Labels" error={errors.labels?.message} hint="Separated by commas">
          <input
            {...fieldProps('trigger-labels', { hint: true, error: errors.labels?.message })}
            {...form.register('labels')}
            autoComplete="off"
            className="field"
          />
        </Field>
        <Field
          id="trigger-pause"
          label="Pause after failures"
          error={errors.pause_after_failures?.message}
          hint="In a row; empty for never"
        >
          <input
            {...fieldProps('trigger-pause', { hint: true, error: errors.pause_after_failures?.message })}
            {...form.register('pause_after_failures')}
            inputMode="numeric"
            autoComplete="off"
            className="field"
          />
        </Field>
      </div>
      {error ? <ErrorLine title="The trigger was not saved." error={error} /> : null}
      <div className="flex justify-end gap-2">
        {onCancel ? <Button onClick={onCancel}>Cancel</Button> : null}
        <Button type="submit" variant="primary" disabled={isPending}>
          {isPending ? 'Saving…' : isNew ? 'Create trigger' : 'Save changes'}
        </Button>
      </div>
    </form>
  );
}

function KindRadio({
  form,
  value,
  label,
}: {
  form: TriggerFormApi;
  value: TriggerDraft['kind'];
  label: string;
}) {
  return (
    <label className="flex min-h-6 items-center gap-2 text-sm coarse:min-h-11">
      <input
        type="radio"
        value={value}
        {...form.register('kind')}
        className="size-4 accent-accent coarse:size-5"
      />
      {label}
    </label>
  );
}

function showProblems(form: TriggerFormApi, refusal: unknown): void {
  if (!(refusal instanceof ApiError)) return;
  const fields = Object.keys(form.getValues());
  if (refusal.code === 'name_taken')
    form.setError('name', { message: refusal.message }, { shouldFocus: true });
  for (const { path, message } of refusal.details) {
    const field = fields.find((name) => path === name || path.startsWith(`${name}.`));
    if (field) form.setError(field as keyof TriggerDraft, { message }, { shouldFocus: true });
  }
}
