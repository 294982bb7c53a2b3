import type { ToolInfo } from '@taskhelm/contract';
import { FieldError } from '../../components/field.tsx';
import type { FieldsProps } from './agent-form.tsx';
import { ToolEffectLabel } from './tool-effect.tsx';

/** Which tools it has, and which of them a person has to approve each time. */
export function AgentToolFields({
  draft,
  errors,
  onChange,
  tools,
}: FieldsProps & { tools: readonly ToolInfo[] }) {
  const gone = draft.tools.filter((name) => !tools.some((tool) => tool.name === name));
  const give = (name: string, isGiven: boolean): void =>
    onChange({
      tools: isGiven ? [...draft.tools, name] : draft.tools.filter((other) => other !== name),
      ...(isGiven ? {} : { confirm_tools: draft.confirm_tools.filter((other) => other !== name) }),
    });
  const confirm = (name: string, isConfirmed: boolean): void =>
    onChange({
      confirm_tools: isConfirmed
        ? [...draft.confirm_tools, name]
        : draft.confirm_tools.filter((other) => other !== name),
    });
  const row = (name: string, tool: ToolInfo | null) => (
    <ToolRow
      key={name}
      name={name}
      tool={tool}
      isGiven={draft.tools.includes(name)}
      isConfirmed={draft.confirm_tools.includes(name)}
      onGive={(is) => give(name, is)}
      onConfirm={(is) => confirm(name, is)}
    />
  );
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Tools</legend>
      <ul className="rounded-md border">
        {tools.map((tool) => row(tool.name, tool))}
        {gone.map((name) => row(name, null))}
      </ul>
      <FieldError id="agent-tools" error={errors['tools'] ?? errors['confirm_tools']} />
    </fieldset>
  );
}

type ToolRowProps = {
  name: string;
  tool: ToolInfo | null;
  isGiven: boolean;
  isConfirmed: boolean;
  onGive: (isGiven: boolean) => void;
  onConfirm: (isConfirmed: boolean) => void;
};

function ToolRow({ name, tool, isGiven, isConfirmed, onGive, onConfirm }: ToolRowProps) {
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b px-3 py-2 last:border-b-0">
      <label className="grid min-h-6 min-w-0 flex-1 basis-60 grid-cols-[auto_auto_1fr] content-start items-center gap-x-2 coarse:min-h-11">
        <input
          type="checkbox"
          checked={isGiven}
          onChange={(event) => onGive(event.target.checked)}
          className="size-4 shrink-0 accent-accent coarse:size-5"
        />
        <span className="mono font-medium break-all">{name}</span>
        <span>{tool ? <ToolEffectLabel effect={tool.effect} /> : null}</span>
        <span className="col-span-2 col-start-2 line-clamp-2 text-sm text-muted">
          {tool?.description ?? 'This tool is not there any more.'}
        </span>
      </label>
      <label className="flex min-h-6 items-center gap-2 text-sm coarse:min-h-11">
        <input
          type="checkbox"
          checked={isConfirmed}
          disabled={!isGiven}
          onChange={(event) => onConfirm(event.target.checked)}
          aria-label={`Ask before ${name}`}
          className="size-4 accent-accent coarse:size-5"
        />
        Ask before
      </label>
    </li>
  );
}
