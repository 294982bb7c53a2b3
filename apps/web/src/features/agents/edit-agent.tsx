import type { Agent } from '@taskhelm/contract';
import { useState } from 'react';
import { ApiError } from '../../lib/api-client.ts';
import { toastError } from '../../lib/toast.ts';
import { AgentConflict } from './agent-conflict.tsx';
import { settingsOf, type AgentSettings } from './agent-draft.ts';
import { AgentForm } from './agent-form.tsx';
import { readAgent, useSaveAgent } from './agent-queries.ts';
import { settingsChange } from './merge-agent.ts';

type EditAgentProps = { agent: Agent; onSaved: (name: string) => void; onCancel: () => void };

/** The form against the agent as it was when it was opened; what changes meanwhile shows when it is saved. */
export function EditAgent({ agent, onSaved, onCancel }: EditAgentProps) {
  const [base] = useState(agent);
  const [conflict, setConflict] = useState<{ mine: AgentSettings; theirs: Agent } | null>(null);
  const save = useSaveAgent();
  const isConflict = save.error instanceof ApiError && save.error.code === 'version_conflict';

  const submit = (mine: AgentSettings, seen: Agent, onRefused?: (error: Error) => void): void => {
    const change = settingsChange(settingsOf(seen), mine);
    if (Object.keys(change).length === 0) return onSaved(seen.name);
    save.mutate(
      { id: base.id, change: { ...change, version: seen.version } },
      {
        onSuccess: (saved) => onSaved(saved.name),
        onError: (error) => {
          if (error instanceof ApiError && error.code === 'version_conflict') void compare(mine);
          else {
            setConflict(null);
            onRefused?.(error);
          }
        },
      },
    );
  };
  const compare = async (mine: AgentSettings): Promise<void> => {
    try {
      setConflict({ mine, theirs: await readAgent(base.id) });
    } catch (error) {
      toastError('What the other person changed could not be read', error as Error);
    }
  };
  return (
    <>
      <AgentForm
        initial={settingsOf(base)}
        submitLabel="Save changes"
        isPending={save.isPending || save.isSuccess}
        error={isConflict ? null : save.error}
        onSubmit={(mine, onRefused) => submit(mine, base, onRefused)}
        onCancel={onCancel}
      />
      {conflict ? (
        <AgentConflict
          key={conflict.theirs.version}
          base={settingsOf(base)}
          mine={conflict.mine}
          theirs={settingsOf(conflict.theirs)}
          onSave={(merged) => submit(merged, conflict.theirs)}
          onClose={() => setConflict(null)}
        />
      ) : null}
    </>
  );
}
