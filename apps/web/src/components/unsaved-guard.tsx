import { useBlocker } from '@tanstack/react-router';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

/** Asks before a page with changes that were not saved is left; the browser asks where the tab is closed. */
export function UnsavedGuard({ of, isDirty }: { of: 'agent' | 'trigger'; isDirty: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && current.pathname !== next.pathname,
    enableBeforeUnload: isDirty,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <Dialog open onClose={blocker.reset} title="Leave without saving?">
      <p className="p-4">Your changes to this {of} are not saved. They are lost when you leave.</p>
      <div className="flex justify-end gap-2 border-t px-4 py-3">
        <Button onClick={blocker.reset}>Stay</Button>
        <Button variant="danger" onClick={blocker.proceed}>
          Leave
        </Button>
      </div>
    </Dialog>
  );
}
