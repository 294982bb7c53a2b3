import type { InboxItem } from '@taskhelm/contract';
import { RelativeTime } from '../../components/time.tsx';
import { STATUS_LABELS } from '../../components/status-badge.tsx';

/** What became of a request, in words. */
export function EndedBy({ item }: { item: InboxItem }) {
  const { state, answered_by: by, answered_at: at, snoozed_until: until } = item;
  if (by && at) {
    return (
      <>
        {state === 'declined' ? 'Declined' : 'Answered'} by {by.name} <RelativeTime at={at} />
        {item.via === null ? '' : ` via the ${item.via === 'api' ? 'API' : 'dashboard'}`}
      </>
    );
  }
  if (until) {
    return (
      <>
        Snoozed, wakes <RelativeTime at={until} />
      </>
    );
  }
  if (state === 'expired') return 'Expired: nobody answered in time';
  if (state === 'pending') return 'Waits again';
  return `Not needed any more: the task is ${STATUS_LABELS[item.task.status].toLowerCase()}`;
}
