import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { NoPermission } from '../components/no-permission.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { AuditFilters } from '../features/audit/audit-filters.tsx';
import { AuditLog } from '../features/audit/audit-log.tsx';
import { readAuditSearch } from '../features/audit/audit-search.ts';
import { useMay } from '../lib/who-am-i.ts';

const route = getRouteApi('/app/settings/audit');

export function AuditPage() {
  const maySee = useMay('admin');
  const search = route.useSearch({ select: readAuditSearch, structuralSharing: true });
  const navigate = useNavigate();
  return (
    <>
      <div className="flex min-h-13 shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-2">
        <PageTitle name="Audit log" className="flex-1 max-sm:basis-full" />
        {maySee ? (
          <AuditFilters
            search={search}
            onChange={(next, how) =>
              void navigate({
                to: '/settings/audit',
                search: readAuditSearch(next),
                replace: how?.replace ?? false,
                resetScroll: false,
              })
            }
          />
        ) : null}
      </div>
      {maySee === undefined ? null : maySee ? (
        <AuditLog search={search} />
      ) : (
        <NoPermission what="Who did what is for administrators." />
      )}
    </>
  );
}
