import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { PageTitle } from '../components/page-title.tsx';
import { Inbox } from '../features/inputs/inbox.tsx';

const route = getRouteApi('/app/inbox');

export function InboxPage() {
  const { item } = route.useSearch();
  const navigate = useNavigate();
  return (
    <>
      <div className="flex h-13 shrink-0 items-center border-b px-4">
        <PageTitle name="Inbox" />
      </div>
      <Inbox
        chosen={item}
        onChoose={(callId, how) =>
          void navigate({
            to: '/inbox',
            search: callId ? { item: callId } : {},
            replace: how?.replace ?? false,
          })
        }
      />
    </>
  );
}
