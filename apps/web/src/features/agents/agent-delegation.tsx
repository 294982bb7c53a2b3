import { FieldError } from '../../components/field.tsx';
import type { FieldsProps } from './agent-form.tsx';

type AgentDelegationProps = FieldsProps & { agents: readonly string[] };

const LABEL = 'flex min-h-6 items-center gap-2 text-sm coarse:min-h-11';

/** To whom it may pass work on, and who keeps tools for it that it does not have itself. */
export function AgentDelegation({ draft, errors, onChange, agents }: AgentDelegationProps) {
  return (
    <>
      <fieldset>
        <legend className="mb-1 text-sm font-medium">May create tasks for</legend>
        <div className="flex flex-wrap gap-x-6">
          {(['any', 'some'] as const).map((value) => (
            <label key={value} className={LABEL}>
              <input
                type="radio"
                name="agent-delegates"
                checked={draft.delegates === value}
                onChange={() => onChange({ delegates: value })}
                className="size-4 accent-accent"
              />
              {value === 'any' ? 'Any agent' : 'Only these'}
            </label>
          ))}
        </div>
        {draft.delegates === 'some' ? (
          <div className="mt-1 pl-6">
            <NameBoxes
              names={agents}
              chosen={draft.can_delegate_to}
              onChange={(can_delegate_to) => onChange({ can_delegate_to })}
            />
          </div>
        ) : null}
        <FieldError id="agent-delegation" error={errors['can_delegate_to']} />
      </fieldset>
      <fieldset aria-describedby="agent-extends-help">
        <legend className="mb-1 text-sm font-medium">Keep their own tools when they work for it</legend>
        <p id="agent-extends-help" className="mb-1 text-xs text-muted">
          Any other agent does without the tools that this one lacks, and asks a person where this one would
          have to. Choose only agents that you trust with whatever this one may ask of them.
        </p>
        <NameBoxes
          names={agents.filter((name) => name !== draft.name)}
          chosen={draft.extends_tools_to}
          onChange={(extends_tools_to) => onChange({ extends_tools_to })}
        />
        <FieldError id="agent-extends" error={errors['extends_tools_to']} />
      </fieldset>
    </>
  );
}

type NameBoxesProps = {
  names: readonly string[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
};

/** What was chosen and is not there any more can still be taken back. */
function NameBoxes({ names, chosen, onChange }: NameBoxesProps) {
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-1">
      {[...new Set([...names, ...chosen])].map((name) => (
        <label key={name} className={`${LABEL} mono`}>
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, name] : chosen.filter((other) => other !== name))
            }
            className="size-4 accent-accent coarse:size-5"
          />
          {name}
        </label>
      ))}
    </div>
  );
}
