import type { Agent, AgentRemoval } from '@taskhelm/contract';
import { useState, type FormEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { Field, fieldProps } from '../../components/field.tsx';
import { plural } from '../../lib/format-number.ts';
import { toastSuccess } from '../../lib/toast.ts';
import { useDeleteAgent } from './agent-queries.ts';

type DeleteAgentDialogProps = { agent: Agent; onClose: () => void; onDeleted: () => Promise<void> };

/** Says what will happen and has the name typed. Open tasks are cancelled only where the dialog said so. */
export function DeleteAgentDialog({ agent, onClose, onDeleted }: DeleteAgentDialogProps) {
  const remove = useDeleteAgent(async (removal) => {
    toastSuccess(describeRemoval(removal));
    await onDeleted();
  });
  const [typed, setTyped] = useState('');
  const open = agent.stats.running + agent.stats.queued + agent.stats.needs_input;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed !== agent.name) return;
    remove.mutate({ id: agent.id, openTasks: open > 0 ? 'cancel' : 'refuse' });
  };
  return (
    <Dialog open onClose={onClose} title={`Delete ${agent.name}?`}>
      <form noValidate onSubmit={submit}>
        <div className="space-y-4 p-4">
          <ul className="list-disc space-y-1 pl-5">
            {open > 0 ? (
              <li className="font-medium text-failed">
                {plural(open, 'open task')} will be cancelled, with what they delegated ({openParts(agent)}).
              </li>
            ) : (
              <li>It has no open tasks.</li>
            )}
            <li>Its past tasks stay readable.</li>
            <li>Agents that may delegate to it no longer can, and its name is free for another.</li>
          </ul>
          <Field id="delete-name" label={`Type ${agent.name} to confirm`}>
            <input
              {...fieldProps('delete-name')}
              value={typed}
              onChange={(event) => setTyped(event.target.value.trim())}
              autoComplete="off"
              spellCheck={false}
              className="field mono"
            />
          </Field>
          {remove.error ? <ErrorLine title="Nothing was deleted." error={remove.error} /> : null}
        </div>
        <div className="flex justify-end gap-2 border-t px-4 py-3">
          <Button onClick={onClose}>Keep it</Button>
          <Button type="submit" variant="danger" disabled={typed !== agent.name || remove.isPending}>
            {open > 0 ? `Cancel ${plural(open, 'task')} and delete` : 'Delete agent'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function openParts({ stats }: Agent): string {
  return [
    stats.running > 0 ? `${stats.running} running` : '',
    stats.queued > 0 ? `${stats.queued} queued` : '',
    stats.needs_input > 0 ? `${stats.needs_input} waiting for a person` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

function describeRemoval({ name, outcome, tasks_cancelled }: AgentRemoval): string {
  const cancelled = tasks_cancelled > 0 ? ` and cancelled ${plural(tasks_cancelled, 'task')}` : '';
  return `Deleted ${name}${cancelled}${outcome === 'archived' ? '; its tasks stay' : ''}`;
}
