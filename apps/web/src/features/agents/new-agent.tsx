import { AgentForm } from './agent-form.tsx';
import { NEW_AGENT } from './agent-draft.ts';
import { useCreateAgent } from './agent-queries.ts';

type NewAgentProps = { onCreated: (name: string) => void; onCancel: () => void };

export function NewAgent({ onCreated, onCancel }: NewAgentProps) {
  const create = useCreateAgent();
  return (
    <AgentForm
      initial={NEW_AGENT}
      submitLabel="Create agent"
      isPending={create.isPending || create.isSuccess}
      error={create.error}
      onSubmit={(settings, onRefused) =>
        create.mutate(settings, { onSuccess: (agent) => onCreated(agent.name), onError: onRefused })
      }
      onCancel={onCancel}
    />
  );
}
