import { Switch } from '@base-ui/react/switch';
import type { Agent } from '@taskhelm/contract';
import { useEnableAgent } from './agent-queries.ts';

export function EnabledSwitch({ agent, canChange }: { agent: Agent; canChange: boolean }) {
  const enable = useEnableAgent();
  const isOn = enable.isPending ? enable.variables.enabled : agent.enabled;
  if (!canChange) return <span className="text-sm text-muted">{isOn ? 'Enabled' : 'Disabled'}</span>;
  return (
    <label className="flex items-center gap-2 text-sm coarse:min-h-11">
      <Switch.Root
        checked={isOn}
        onCheckedChange={(enabled) => enable.mutate({ agent, enabled })}
        aria-label={`${agent.name} takes new tasks`}
        className="flex h-6 w-10 shrink-0 cursor-pointer rounded-full border border-control bg-hover p-0.5 transition-colors data-checked:border-accent data-checked:bg-accent"
      >
        <Switch.Thumb className="size-[18px] rounded-full bg-control transition-transform data-checked:translate-x-4 data-checked:bg-accent-text" />
      </Switch.Root>
      <span aria-hidden className="w-15">
        {isOn ? 'Enabled' : 'Disabled'}
      </span>
    </label>
  );
}
