import type { Trigger } from '@taskhelm/contract';
import { Switch } from '../../components/switch.tsx';
import { useSwitchTrigger } from './trigger-mutations.ts';

/** At the right edge of a phone the word stands before it: what is touched stays where it is. */
export function TriggerSwitch({ trigger, canChange }: { trigger: Trigger; canChange: boolean }) {
  const change = useSwitchTrigger();
  return (
    <label className="flex w-24 shrink-0 items-center gap-2 text-sm max-md:flex-row-reverse coarse:min-h-11">
      <Switch
        checked={trigger.enabled}
        label={`${trigger.name} is on`}
        disabled={!canChange}
        onChange={(enabled) => change.mutate({ trigger, enabled })}
      />
      <span aria-hidden>{trigger.enabled ? 'On' : 'Paused'}</span>
    </label>
  );
}
