import { taskEndpoints, type Agent, type TaskDetail } from '@taskhelm/contract';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useForm, useWatch, type Resolver } from 'react-hook-form';
import { Button } from '../../components/button.tsx';
import { CopyCurlButton } from '../../components/copy-curl-button.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { Field, fieldProps } from '../../components/field.tsx';
import { KeyHint } from '../../components/key-hint.tsx';
import { ApiError } from '../../lib/api-client.ts';
import { curlLine } from '../../lib/curl.ts';
import { whenIdle } from '../../lib/when-idle.ts';
import {
  dropDraft,
  keepDraft,
  keepLastAgent,
  newKey,
  readDraft,
  readLastAgent,
  type NewTaskDraft,
} from './new-task-draft.ts';
import { AgentField, DescriptionField } from './new-task-fields.tsx';
import { NewTaskMore } from './new-task-more.tsx';
import { createBodyOf, draftOf, LIMIT_FIELDS, retryBodyOf } from './new-task-request.ts';
import { useCreateTask, useRetryTask } from './task-mutations.ts';

type NewTaskFormProps = {
  agents: readonly Agent[];
  preferredAgent: string | undefined;
  /** The final task that is to be run again with changes. */
  from?: TaskDetail | undefined;
  titleRef: RefObject<HTMLInputElement | null>;
  /** `another`: the person goes on with the next one. */
  onCreated: (task: TaskDetail, how: { another: boolean }) => void;
  onCancel: () => void;
};

// What is typed is checked when it is sent, so the schema need not be there before the form.
const loadResolver = () => import('./new-task-resolver.ts');
whenIdle(loadResolver);
const resolver: Resolver<NewTaskDraft> = async (...given) => (await loadResolver()).newTaskResolver(...given);

export function NewTaskForm(props: NewTaskFormProps) {
  const { agents, preferredAgent, from, titleRef, onCreated, onCancel } = props;
  const [initial] = useState(() =>
    from ? withAgent(draftOf(from), agents, from.agent.name) : withAgent(readDraft(), agents, preferredAgent),
  );
  const form = useForm<NewTaskDraft>({
    resolver,
    // Not on blur: a message that comes while the mouse is down moves the button away from under it.
    mode: 'onSubmit',
    defaultValues: initial,
  });
  const [another, setAnother] = useState(false);
  const create = useCreateTask();
  const retry = useRetryTask((task) => onCreated(task, { another: false }));
  const sending = from ? retry : create;
  const values = useWatch({ control: form.control }) as NewTaskDraft;
  useKeptDraft(values, from ? null : initial);
  // The dialog may have been open before the agents were known, with nothing in it to take the focus.
  useEffect(() => titleRef.current?.focus(), [titleRef]);
  const { errors } = form.formState;
  const titleField = form.register('title');

  const showErrors = (error: Error): void => {
    if (!(error instanceof ApiError)) return;
    if (error.code === 'idempotency_conflict') form.setValue('key', newKey());
    for (const { path, message } of error.details) {
      const name = fieldOf(path);
      if (name) form.setError(name, { message }, { shouldFocus: true });
    }
  };
  const noteCreated = (task: TaskDetail, draft: NewTaskDraft): void => {
    keepLastAgent(task.agent.name);
    if (another) {
      // What is alike in a row of tasks stays.
      form.reset({ ...draft, title: '', description: '', key: newKey() });
      form.setFocus('title');
    } else dropDraft();
    onCreated(task, { another });
  };
  const submit = form.handleSubmit((draft) => {
    if (from) retry.mutate({ id: from.id, body: retryBodyOf(draft, from) }, { onError: showErrors });
    else {
      create.mutate(
        { idempotencyKey: draft.key, body: createBodyOf(draft) },
        { onSuccess: (task) => noteCreated(task, draft), onError: showErrors },
      );
    }
  });

  return (
    <form
      noValidate
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit(event);
      }}
      className="flex min-h-0 flex-1 flex-col"
    >
      <div className="min-h-0 flex-1 space-y-4 overflow-y-auto p-4">
        <AgentField
          agents={agents}
          value={values.agent}
          ranBy={from?.agent.name}
          field={form.register('agent')}
          error={errors.agent?.message}
        />
        <Field
          id="new-task-title"
          label="Title"
          required
          error={errors.title?.message}
          aside={`${Array.from(values.title.trim()).length}/200`}
        >
          <input
            {...fieldProps('new-task-title', { error: errors.title?.message, required: true })}
            {...titleField}
            ref={(element) => {
              titleField.ref(element);
              titleRef.current = element;
            }}
            autoComplete="off"
            className="field"
          />
        </Field>
        <DescriptionField
          value={values.description}
          field={form.register('description')}
          error={errors.description?.message}
        />
        <NewTaskMore
          register={form.register}
          errors={errors}
          startsOpen={hasMore(initial)}
          limitsOnly={from !== undefined}
        />
        {sending.isError ? <ErrorLine title="The task was not created." error={sending.error} /> : null}
      </div>
      <div className="flex shrink-0 flex-wrap items-center justify-end gap-2 border-t px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
        <CopyCurlButton line={() => curlOf(values, from)} />
        <span className="flex-1" />
        {from ? null : (
          <label className="flex min-h-6 items-center gap-2 text-sm coarse:min-h-11">
            <input
              type="checkbox"
              checked={another}
              onChange={(event) => setAnother(event.target.checked)}
              className="size-4 accent-(--accent)"
            />
            Create another
          </label>
        )}
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={sending.isPending}>
          {sending.isPending ? 'Creating…' : from ? 'Run again' : 'Create task'}
          <KeyHint keys="mod+Enter" />
        </Button>
      </div>
    </form>
  );
}

function curlOf(draft: NewTaskDraft, from: TaskDetail | undefined): string {
  return from
    ? curlLine(taskEndpoints.retry, { params: { id: from.id }, body: retryBodyOf(draft, from) })
    : curlLine(taskEndpoints.create, { body: createBodyOf(draft) });
}

/** Something is there that is not seen while the rest is folded. */
function hasMore({ priority, labels, metadata, parent, ...draft }: NewTaskDraft): boolean {
  const typed = [labels, metadata, parent, ...LIMIT_FIELDS.map(({ name }) => draft[name])];
  return priority !== 'normal' || typed.some((text) => text !== '');
}

/** The form's field for a path of the API. */
function fieldOf(path: string): keyof NewTaskDraft | undefined {
  const limit = LIMIT_FIELDS.find((field) => path === `limits.${field.limit}`);
  if (limit) return limit.name;
  const [first = ''] = path.split('.');
  if (first === 'parent_task_id') return 'parent';
  const same = ['agent', 'title', 'description', 'priority', 'labels', 'metadata'] as const;
  return same.find((name) => name === first);
}

function withAgent(
  draft: NewTaskDraft,
  agents: readonly Agent[],
  preferred: string | undefined,
): NewTaskDraft {
  const enabled = agents.filter((agent) => agent.enabled);
  const names = enabled.map(({ name }) => name);
  // Ids rise with time: where nothing else is known, the agent that was made first.
  const [oldest] = enabled.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const chosen = [preferred, draft.agent, readLastAgent(), oldest?.name].find(
    (name) => name && names.includes(name),
  );
  return { ...draft, agent: chosen ?? '' };
}

function useKeptDraft(values: NewTaskDraft, initial: NewTaskDraft | null): void {
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (initial) keepDraft({ ...initial, ...values });
  }, [values, initial]);
}
