import {
  TASK_PRIORITIES,
  taskEndpoints,
  type Agent,
  type EndpointInput,
  type TaskDetail,
} from '@taskhelm/contract';
import { ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useForm, useWatch, type Resolver } from 'react-hook-form';
import { Button } from '../../components/button.tsx';
import { CopyCurlButton } from '../../components/copy-curl-button.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { Field, fieldProps } from '../../components/field.tsx';
import { KeyHint } from '../../components/key-hint.tsx';
import { Select } from '../../components/select.tsx';
import { ApiError } from '../../lib/api-client.ts';
import { curlLine } from '../../lib/curl.ts';
import { splitLabels } from '../../lib/split-labels.ts';
import { whenIdle } from '../../lib/when-idle.ts';
import {
  dropDraft,
  emptyDraft,
  keepDraft,
  keepLastAgent,
  newKey,
  readDraft,
  readLastAgent,
  type NewTaskDraft,
} from './new-task-draft.ts';
import { useCreateTask, useRetryTask } from './task-mutations.ts';

type NewTaskFormProps = {
  /** Those that can be given tasks. */
  agents: readonly Agent[];
  preferredAgent: string | undefined;
  /** The final task that is to be run again with changes. */
  from?: TaskDetail | undefined;
  titleRef: RefObject<HTMLInputElement | null>;
  onCreated: (task: TaskDetail) => void;
  onCancel: () => void;
};

// What is typed is checked when it is sent, so the schema need not be there before the form.
const loadResolver = () => import('./new-task-resolver.ts');
whenIdle(loadResolver);
const resolver: Resolver<NewTaskDraft> = async (...given) => (await loadResolver()).newTaskResolver(...given);

const FIELDS = ['agent', 'title', 'description', 'priority', 'labels'] as const;

export function NewTaskForm({
  agents,
  preferredAgent,
  from,
  titleRef,
  onCreated,
  onCancel,
}: NewTaskFormProps) {
  const [initial] = useState(() =>
    from ? withAgent(draftOf(from), agents, from.agent.name) : withAgent(readDraft(), agents, preferredAgent),
  );
  const form = useForm<NewTaskDraft>({
    resolver,
    // Not on blur: a message that comes while the mouse is down moves the button away from under it.
    mode: 'onSubmit',
    defaultValues: initial,
  });
  const create = useCreateTask();
  const retry = useRetryTask(onCreated);
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
      const name = FIELDS.find((field) => path === field || path.startsWith(`${field}.`));
      if (name) form.setError(name, { message }, { shouldFocus: true });
    }
  };

  const submit = form.handleSubmit((draft) => {
    if (from) {
      const { agent: name, title: text, description: words } = draft;
      retry.mutate(
        { id: from.id, body: { agent: name, title: text.trim(), description: words } },
        { onError: showErrors },
      );
      return;
    }
    create.mutate(
      {
        idempotencyKey: draft.key,
        body: createBody(draft),
      },
      {
        onSuccess: (task) => {
          keepLastAgent(task.agent.name);
          dropDraft();
          onCreated(task);
        },
        onError: showErrors,
      },
    );
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
        <Field
          id="new-task-agent"
          label="Agent"
          required
          error={errors.agent?.message}
          hint={<AgentHint agent={agents.find(({ name }) => name === values.agent)} />}
        >
          <Select
            {...fieldProps('new-task-agent', { hint: true, error: errors.agent?.message, required: true })}
            {...form.register('agent')}
          >
            {agents.length === 0 || values.agent === '' ? <option value="">Choose an agent</option> : null}
            {agents.map(({ id, name }) => (
              <option key={id} value={name}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
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
        <Field
          id="new-task-description"
          label="Description"
          error={errors.description?.message}
          hint={
            <>
              What to do, in Markdown; the title alone will do too. The scripted model follows lines such as{' '}
              <code className="mono">ask Which one? | This | That</code> and{' '}
              <code className="mono">result Done</code>.
            </>
          }
        >
          <textarea
            {...fieldProps('new-task-description', { hint: true, error: errors.description?.message })}
            {...form.register('description')}
            rows={8}
            className="field field-sizing-content max-h-80 min-h-36 resize-y"
          />
        </Field>
        {from ? null : (
          <details className="group" open={initial.labels !== '' || initial.priority !== 'normal'}>
            <summary className="-mx-1 inline-flex h-7 list-none items-center gap-1 rounded px-1 text-sm text-muted select-none hover:text-text coarse:h-11">
              <ChevronRight aria-hidden className="size-3.5 group-open:rotate-90" />
              More
            </summary>
            <div className="mt-2 grid gap-4 md:grid-cols-2">
              <Field id="new-task-priority" label="Priority" error={errors.priority?.message}>
                <Select
                  {...fieldProps('new-task-priority', { error: errors.priority?.message })}
                  {...form.register('priority')}
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
              >
                <input
                  {...fieldProps('new-task-labels', { hint: true, error: errors.labels?.message })}
                  {...form.register('labels')}
                  autoComplete="off"
                  className="field"
                />
              </Field>
            </div>
          </details>
        )}
        {sending.isError ? <ErrorLine title="The task was not created." error={sending.error} /> : null}
      </div>
      <div className="flex shrink-0 items-center justify-end gap-2 border-t px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
        <CopyCurlButton line={() => curlOf(values, from)} />
        <span className="flex-1" />
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={sending.isPending}>
          {sending.isPending ? 'Creating…' : from ? 'Run again' : 'Create task'}
          <KeyHint keys="mod+Enter" />
        </Button>
      </div>
    </form>
  );
}

function createBody(draft: NewTaskDraft): EndpointInput<typeof taskEndpoints.create>['body'] {
  return {
    agent: draft.agent,
    title: draft.title.trim(),
    priority: draft.priority,
    labels: splitLabels(draft.labels),
    ...(draft.description.trim() === '' ? {} : { description: draft.description }),
  };
}

function curlOf(draft: NewTaskDraft, from: TaskDetail | undefined): string {
  if (!from) return curlLine(taskEndpoints.create, { body: createBody(draft) });
  const { agent: name, title: text, description: words } = draft;
  return curlLine(taskEndpoints.retry, {
    params: { id: from.id },
    body: { agent: name, title: text.trim(), description: words },
  });
}

/** A task's own words, for a form that runs it again. */
function draftOf({ agent: { name }, title: text, description: words }: TaskDetail): NewTaskDraft {
  return { ...emptyDraft(), agent: name, title: text, description: words ?? '' };
}

function AgentHint({ agent }: { agent: Agent | undefined }) {
  if (!agent) return <>Only enabled agents are listed.</>;
  const parts = [
    agent.description,
    agent.model ?? 'default model',
    agent.tools.length > 0 ? agent.tools.join(', ') : 'no tools',
    `${agent.stats.running} running, ${agent.stats.queued} queued`,
  ];
  return <>{parts.filter((part) => part !== '').join(' · ')}</>;
}

function withAgent(
  draft: NewTaskDraft,
  agents: readonly Agent[],
  preferred: string | undefined,
): NewTaskDraft {
  const names = agents.map(({ name }) => name);
  // Ids rise with time: where nothing else is known, the agent that was made first.
  const [oldest] = agents.toSorted((a, b) => (a.id < b.id ? -1 : 1));
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
