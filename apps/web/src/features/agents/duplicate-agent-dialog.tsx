import { agentNameSchema, type Agent } from '@taskhelm/contract';
import { useState, type FormEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { Field, fieldProps } from '../../components/field.tsx';
import { toastSuccess } from '../../lib/toast.ts';
import { useDuplicateAgent } from './agent-queries.ts';

type DuplicateAgentDialogProps = { agent: Agent; onClose: () => void; onDuplicated: (name: string) => void };

export function DuplicateAgentDialog({ agent, onClose, onDuplicated }: DuplicateAgentDialogProps) {
  const duplicate = useDuplicateAgent();
  const [name, setName] = useState(
    agent.archived_at === null ? `${agent.name}-copy`.slice(0, 50) : agent.name,
  );
  const [wrong, setWrong] = useState<string>();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const parsed = agentNameSchema.safeParse(name);
    setWrong(parsed.error?.issues[0]?.message);
    if (!parsed.success) return;
    duplicate.mutate(
      { id: agent.id, name: parsed.data },
      {
        onSuccess: (copy) => {
          toastSuccess(`Created ${copy.name} with the settings of ${agent.name}`);
          onDuplicated(copy.name);
        },
      },
    );
  };
  return (
    <Dialog open onClose={onClose} title={`Duplicate ${agent.name}`}>
      <form noValidate onSubmit={submit}>
        <div className="space-y-4 p-4">
          <p className="text-sm text-muted">The copy has every setting of {agent.name}, and no tasks.</p>
          <Field id="duplicate-name" label="Name of the copy" required error={wrong}>
            <input
              {...fieldProps('duplicate-name', { error: wrong, required: true })}
              value={name}
              onChange={(event) => setName(event.target.value)}
              autoComplete="off"
              spellCheck={false}
              className="field mono"
            />
          </Field>
          {duplicate.error ? <ErrorLine title="Nothing was created." error={duplicate.error} /> : null}
        </div>
        <div className="flex justify-end gap-2 border-t px-4 py-3">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={duplicate.isPending}>
            Duplicate
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
