import { LockKeyhole } from 'lucide-react';
import { EmptyState } from './empty-state.tsx';

/** In the place of a page that this account may not see. */
export function NoPermission({ what }: { what: string }) {
  return (
    <EmptyState
      icon={<LockKeyhole aria-hidden className="size-7" />}
      title="You have no permission to see this"
    >
      <p className="mt-1 max-w-md text-sm text-muted">
        {what} Ask an administrator to change it for you, or to give your account the role admin.
      </p>
    </EmptyState>
  );
}
