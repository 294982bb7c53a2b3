import { Toast } from '@base-ui/react/toast';
import { clsx } from 'clsx';
import { CircleCheck, CircleX, X } from 'lucide-react';
import { useEffect } from 'react';
import { showToasts, toastManager } from '../lib/toast.ts';
import { buttonClass, IconButton } from './button.tsx';

/** The newest three notes, bottom right; where an answer is pinned there, they do not lie on its buttons. */
export function Toasts() {
  // Runs after the provider's own, which listens.
  useEffect(showToasts, []);
  return (
    <Toast.Provider toastManager={toastManager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport
          data-toasts
          className={clsx(
            'fixed right-4 bottom-4 z-[60] flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2 max-md:bottom-18',
            'in-[body:has([data-answer])]:top-32 in-[body:has([data-answer])]:bottom-auto max-md:in-[body:has([data-answer])]:bottom-auto',
          )}
        >
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection={['right', 'down']}
      className={clsx(
        'rounded-lg border bg-raised text-text shadow-pop transition-opacity duration-150',
        'data-ending-style:opacity-0 data-starting-style:opacity-0 data-limited:hidden',
      )}
    >
      <Toast.Content className="flex items-start gap-2.5 p-3">
        {toast.type === 'error' ? (
          <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-failed" />
        ) : (
          <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-completed" />
        )}
        <div className="min-w-0 flex-1">
          <Toast.Title className="text-sm font-medium break-words" render={<p />} />
          <Toast.Description className="mt-0.5 text-sm break-words text-muted" />
        </div>
        <Toast.Action className={clsx(buttonClass('secondary', 'small'), 'empty:hidden')} />
        <Toast.Close render={<IconButton label="Dismiss" className="-m-1 coarse:-m-3" />}>
          <X aria-hidden className="size-4" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
