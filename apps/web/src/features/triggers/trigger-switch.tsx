import { Switch } from '@base-ui/react/switch';
import type { Trigger } from '@taskhelm/contract';
import { useSwitchTrigger } from './trigger-mutations.ts';

export function TriggerSwitch({ trigger, canChange }: { trigger: Trigger; canChange: boolean }) {
  const change = useSwitchTrigger();
  return (
    <label className="flex w-22 shrink-0 items-center gap-2 text-sm coarse:min-h-11">
      <Switch.Root
        checked={trigger.enabled}
        disabled={!canChange}
        onCheckedChange={(enabled) => change.mutate({ trigger, enabled })}
        aria-label={`${trigger.name} is on`}
        className="flex h-6 w-10 shrink-0 cursor-pointer rounded-full border border-control bg-hover p-0.5 transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:opacity-60"
      >
        <Switch.Thumb className="size-[18px] rounded-full bg-control transition-transform data-checked:translate-x-4 data-checked:bg-accent-text" />
      </Switch.Root>
      <span aria-hidden>{trigger.enabled ? 'On' : 'Paused'}</span>
    </label>
  );
}
