import type { Agent } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { ErrorBlock, ErrorLine } from '../../components/error-block.tsx';
import { KeyHint } from '../../components/key-hint.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { UnsavedGuard } from '../../components/unsaved-guard.tsx';
import { ApiError } from '../../lib/api-client.ts';
import { AgentBasics } from './agent-basics.tsx';
import { AgentBounds } from './agent-bounds.tsx';
import { AgentDelegation } from './agent-delegation.tsx';
import {
  errorsByField,
  readDraft,
  toDraft,
  type AgentDraft,
  type AgentSettings,
  type DraftErrors,
} from './agent-draft.ts';
import { agentQueries } from './agent-queries.ts';
import { AgentToolFields } from './agent-tool-fields.tsx';
import { changedSettings } from './merge-agent.ts';

type AgentFormProps = {
  initial: AgentSettings;
  submitLabel: string;
  isPending: boolean;
  error: Error | null;
  onSubmit: (settings: AgentSettings, onRefused: (error: Error) => void) => void;
  onCancel: () => void;
};

/** The part of the form that a group of fields works on. */
export type FieldsProps = {
  draft: AgentDraft;
  errors: DraftErrors;
  onChange: (change: Partial<AgentDraft>) => void;
};

/** Fields for every setting. Leaving it with changes asks first. */
export function AgentForm({ initial, submitLabel, isPending, error, onSubmit, onCancel }: AgentFormProps) {
  const [draft, setDraft] = useState(() => toDraft(initial));
  const [errors, setErrors] = useState<DraftErrors>({});
  const form = useRef<HTMLFormElement>(null);
  const [tools, models, agents] = [
    useQuery(agentQueries.tools()),
    useQuery(agentQueries.models()),
    useQuery(agentQueries.list()),
  ];
  const failed = [tools, models, agents].find((query) => query.isError && !query.data);

  const showErrors = (found: DraftErrors): void => {
    setErrors(found);
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]')?.focus(),
    );
  };
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    const read = readDraft(draft);
    if ('errors' in read) return showErrors(read.errors);
    setErrors({});
    onSubmit(read.settings, (refusal) => {
      if (refusal instanceof ApiError) showErrors(errorsByField(refusal.details));
    });
  };
  if (failed?.error) {
    return (
      <ErrorBlock
        what="The form could not be read"
        error={failed.error}
        onRetry={() => void failed.refetch()}
      />
    );
  }
  if (!tools.data || !models.data || !agents.data) return <Skeleton rows={8} />;
  const fields: FieldsProps = {
    draft,
    errors,
    onChange: (change) => setDraft((before) => ({ ...before, ...change })),
  };
  return (
    <form
      ref={form}
      noValidate
      aria-label="Agent settings"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
      }}
    >
      <UnsavedGuard of="agent" isDirty={!isPending && isChanged(initial, draft)} />
      <div className="max-w-3xl space-y-6 px-4 py-4 md:px-6">
        <AgentBasics {...fields} models={models.data} />
        <AgentToolFields {...fields} tools={tools.data} />
        <AgentBounds {...fields} />
        <AgentDelegation {...fields} agents={agents.data.map(({ name }: Agent) => name)} />
        {error ? <ErrorLine title="Nothing was saved." error={error} /> : null}
      </div>
      <div className="sticky bottom-0 flex justify-end gap-2 border-t bg-bg px-4 py-3 md:px-6">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={isPending}>
          {isPending ? 'Saving…' : submitLabel}
          <KeyHint keys="mod+Enter" />
        </Button>
      </div>
    </form>
  );
}

function isChanged(initial: AgentSettings, draft: AgentDraft): boolean {
  const read = readDraft(draft);
  return 'errors' in read
    ? JSON.stringify(draft) !== JSON.stringify(toDraft(initial))
    : changedSettings(initial, read.settings).length > 0;
}
