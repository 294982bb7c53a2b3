import { TRIGGER_KINDS } from '@taskhelm/contract';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { buttonClass } from '../components/button.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { TriggerList } from '../features/triggers/trigger-list.tsx';
import { usePhoneLayout } from '../lib/use-media-query.ts';
import { useMay } from '../lib/who-am-i.ts';

const route = getRouteApi('/app/triggers');
const TABS = [
  { kind: undefined, label: 'All' },
  { kind: TRIGGER_KINDS[0], label: 'Schedules' },
  { kind: TRIGGER_KINDS[1], label: 'Webhooks' },
] as const;

export function TriggersPage() {
  const { kind } = route.useSearch();
  const may = { canChange: useMay('agents:write') ?? false, canFire: useMay('tasks:write') ?? false };
  const isPhone = usePhoneLayout();
  const kinds = (
    <nav aria-label="Kinds of triggers" className="flex gap-1 max-md:w-full">
      {TABS.map((tab) => (
        <Link
          key={tab.label}
          to="/triggers"
          search={tab.kind ? { kind: tab.kind } : {}}
          activeOptions={{ exact: true, includeSearch: true }}
          className="inline-flex h-7 items-center rounded-full px-2.5 text-xs font-medium text-muted hover:bg-hover aria-[current=page]:bg-accent-tint aria-[current=page]:text-accent coarse:h-11 coarse:px-3.5"
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
  return (
    <>
      <div className="flex min-h-13 shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-1.5">
        <PageTitle name="Triggers" />
        {isPhone ? null : kinds}
        {may.canChange ? (
          <Link to="/triggers/new" className={`${buttonClass('primary')} ml-auto`}>
            <Plus aria-hidden className="size-4" />
            New trigger
          </Link>
        ) : null}
        {isPhone ? kinds : null}
      </div>
      <TriggerList kind={kind} may={may} />
    </>
  );
}
