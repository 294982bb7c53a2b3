import type { Webhook } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { PageTitle } from '../../components/page-title.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { NoticeActions } from './notice-actions.tsx';
import type { AgentName } from './notice-fields.tsx';
import { NoticeSwitch } from './notice-switch.tsx';
import { describeRules, FORMAT_LABELS } from './notice-words.ts';
import { SwitchedOff } from './switched-off.tsx';

type NoticeHeaderProps = {
  notice: Webhook;
  agents: readonly AgentName[];
  onEdit: () => void;
  onDeleted: () => void;
};

export function NoticeHeader({ notice, agents, onEdit, onDeleted }: NoticeHeaderProps) {
  const { name, format, target, email, created_by, created_at, last_delivered_at } = notice;
  return (
    <header className="border-b px-4 py-3">
      <Link
        to="/settings/notices"
        className="inline-flex min-h-6 items-center gap-1 text-sm text-muted hover:text-text coarse:min-h-11"
      >
        <ChevronLeft aria-hidden className="size-4" />
        All destinations
      </Link>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <PageTitle name={name} className="wrap-anywhere" />
          <p className="text-sm break-words text-muted">
            {FORMAT_LABELS[format]} to <span className="mono text-xs break-all">{target}</span>
            {email ? ` for ${email.to.join(', ')}` : ''}
          </p>
          <p className="text-sm break-words text-muted">{describeRules(notice, agents)}</p>
          <p className="text-sm break-words text-muted">
            added by {created_by.name} <RelativeTime at={created_at} />
            {last_delivered_at ? (
              <>
                {' · '}last delivered <RelativeTime at={last_delivered_at} />
              </>
            ) : null}
          </p>
          <SwitchedOff notice={notice} />
        </div>
        <NoticeSwitch notice={notice} />
        <NoticeActions notice={notice} onEdit={onEdit} onDeleted={onDeleted} />
      </div>
    </header>
  );
}
