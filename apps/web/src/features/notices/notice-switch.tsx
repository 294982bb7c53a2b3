import type { Webhook } from '@taskhelm/contract';
import { Switch } from '../../components/switch.tsx';
import { useSwitchNotice } from './notice-queries.ts';

export function NoticeSwitch({ notice }: { notice: Webhook }) {
  const change = useSwitchNotice();
  return (
    <label className="flex w-18 items-center gap-2 text-sm coarse:min-h-11">
      <Switch
        checked={notice.enabled}
        label={`${notice.name} is told`}
        onChange={(enabled) => change.mutate({ notice, enabled })}
      />
      <span aria-hidden>{notice.enabled ? 'On' : 'Off'}</span>
    </label>
  );
}
