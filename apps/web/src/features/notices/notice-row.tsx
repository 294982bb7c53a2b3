import type { Webhook } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import type { AgentName } from './notice-fields.tsx';
import { NoticeActions } from './notice-actions.tsx';
import { NoticeCounts } from './notice-counts.tsx';
import { NoticeSwitch } from './notice-switch.tsx';
import { SwitchedOff } from './switched-off.tsx';
import { describeRules, FORMAT_LABELS } from './notice-words.ts';

type NoticeRowProps = { notice: Webhook; agents: readonly AgentName[]; onEdit: () => void };

export function NoticeRow({ notice, agents, onEdit }: NoticeRowProps) {
  return (
    <li aria-label={notice.name} className="border-b px-4 py-3">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <NoticeSwitch notice={notice} />
        <div className="min-w-0 flex-1 basis-40 sm:basis-72">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <Link
              to="/settings/notices/$id"
              params={{ id: notice.id }}
              className="inline-flex min-h-6 items-center font-medium wrap-anywhere hover:text-accent hover:underline coarse:min-h-11"
            >
              {notice.name}
            </Link>
            <span className="text-sm text-muted">{FORMAT_LABELS[notice.format]}</span>
            <span className="mono text-xs break-all text-muted">{notice.target}</span>
          </p>
          <p className="text-sm break-words text-muted">{describeRules(notice, agents)}</p>
          <NoticeCounts notice={notice} />
          <SwitchedOff notice={notice} />
        </div>
        <NoticeActions notice={notice} onEdit={onEdit} />
      </div>
    </li>
  );
}
