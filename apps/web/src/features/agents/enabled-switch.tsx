import type { Agent } from '@taskhelm/contract';
import { Switch } from '../../components/switch.tsx';
import { useEnableAgent } from './agent-queries.ts';

export function EnabledSwitch({ agent, canChange }: { agent: Agent; canChange: boolean }) {
  const enable = useEnableAgent();
  const isOn = enable.isPending ? enable.variables.enabled : agent.enabled;
  if (!canChange) return <span className="text-sm text-muted">{isOn ? 'Enabled' : 'Disabled'}</span>;
  return (
    <label className="flex items-center gap-2 text-sm coarse:min-h-11">
      <Switch
        checked={isOn}
        onChange={(enabled) => enable.mutate({ agent, enabled })}
        label={`${agent.name} takes new tasks`}
      />
      <span aria-hidden className="w-15">
        {isOn ? 'Enabled' : 'Disabled'}
      </span>
    </label>
  );
}
