import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { buttonClass } from '../components/button.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { CopyHandover } from '../features/stats/copy-handover.tsx';
import { HandoverView } from '../features/stats/handover-view.tsx';
import { DEFAULT_SINCE, readHandoverSearch } from '../features/stats/overview-search.ts';
import { SinceControl } from '../features/stats/since-control.tsx';
import { useHandover } from '../features/stats/use-handover.ts';

const route = getRouteApi('/app/handover');

export function HandoverPage() {
  const { since = DEFAULT_SINCE } = route.useSearch();
  const navigate = useNavigate();
  const state = useHandover(since);
  return (
    <>
      <div className="flex min-h-13 shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-2 md:px-6">
        <PageTitle name="Handover" className="max-sm:w-full" />
        <SinceControl
          since={since}
          onChange={(next) =>
            void navigate({
              to: '/handover',
              search: readHandoverSearch({ since: next }),
              replace: true,
              resetScroll: false,
            })
          }
        />
        <div className="ml-auto flex flex-wrap gap-2">
          <Link to="/overview" className={buttonClass()}>
            Overview
          </Link>
          <CopyHandover handover={state.isPlaceholder ? undefined : state.handover} />
        </div>
      </div>
      <HandoverView state={state} />
    </>
  );
}
