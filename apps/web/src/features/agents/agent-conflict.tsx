import { useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import type { AgentSettings } from './agent-draft.ts';
import { describeSetting } from './describe-setting.ts';
import {
  mergeSettings,
  SETTING_LABELS,
  theirChanges,
  type SettingName,
  type Side,
  type TheirChange,
} from './merge-agent.ts';

type AgentConflictProps = {
  base: AgentSettings;
  mine: AgentSettings;
  theirs: AgentSettings;
  onSave: (merged: AgentSettings) => void;
  onClose: () => void;
};

/** What someone else saved meanwhile, beside mine: each setting is kept or taken. */
export function AgentConflict({ base, mine, theirs, onSave, onClose }: AgentConflictProps) {
  const changes = theirChanges(base, mine, theirs);
  const [sides, setSides] = useState<Partial<Record<SettingName, Side>>>(() =>
    Object.fromEntries(changes.map(({ name, isContested }) => [name, isContested ? 'mine' : 'theirs'])),
  );
  return (
    <Dialog open onClose={onClose} title="Someone else changed this agent">
      <div className="min-h-0 flex-1 space-y-5 overflow-y-auto p-4">
        <p>
          {changes.length === 0
            ? 'Their changes and yours do not differ. Saving keeps both.'
            : 'Nothing of yours was saved yet. Choose for each setting that they changed.'}
        </p>
        {changes.map((change) => (
          <Choice
            key={change.name}
            change={change}
            side={sides[change.name] ?? 'mine'}
            mine={describeSetting(mine, change.name)}
            theirs={describeSetting(theirs, change.name)}
            onChoose={(side) => setSides({ ...sides, [change.name]: side })}
          />
        ))}
      </div>
      <div className="flex shrink-0 justify-end gap-2 border-t px-4 py-3">
        <Button onClick={onClose}>Back to the form</Button>
        <Button variant="primary" onClick={() => onSave(mergeSettings(mine, theirs, sides))}>
          Save with these
        </Button>
      </div>
    </Dialog>
  );
}

type ChoiceProps = {
  change: TheirChange;
  side: Side;
  mine: string;
  theirs: string;
  onChoose: (side: Side) => void;
};

function Choice({ change, side, mine, theirs, onChoose }: ChoiceProps) {
  const id = useId();
  const options = [
    { value: 'theirs', label: 'Take theirs', text: theirs },
    { value: 'mine', label: change.isContested ? 'Keep mine' : 'Keep as it was', text: mine },
  ] as const;
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">
        {SETTING_LABELS[change.name]}
        {change.isContested ? <span className="ml-2 text-needs-input">you changed it too</span> : null}
      </legend>
      <div className="grid gap-2 md:grid-cols-2">
        {options.map(({ value, label, text }) => (
          <label
            key={value}
            className="grid min-w-0 grid-cols-[auto_1fr] content-start items-center gap-x-2 rounded-md border p-2 has-checked:border-accent has-checked:bg-accent-tint"
          >
            <input
              type="radio"
              name={id}
              checked={side === value}
              onChange={() => onChoose(value)}
              className="size-4 shrink-0 accent-accent"
            />
            <span className="text-sm font-medium">{label}</span>
            <span className="col-start-2 max-h-40 overflow-y-auto text-sm break-words whitespace-pre-wrap">
              {text}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
