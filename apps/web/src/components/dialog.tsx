import { Dialog as Base } from '@base-ui/react/dialog';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { IconButton } from './button.tsx';

type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** What takes the focus when it opens; its first field if left out. */
  initialFocus?: RefObject<HTMLElement | null>;
  className?: string;
};

/** A dialog over the page; the whole screen on a phone. */
export function Dialog({ open, onClose, title, children, initialFocus, className }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Base.Popup
          initialFocus={initialFocus}
          className={clsx(
            'fixed z-50 flex flex-col overflow-hidden bg-raised text-text shadow-pop outline-none',
            'max-md:inset-0 md:top-[12dvh] md:left-1/2 md:max-h-[80dvh] md:w-[600px] md:-translate-x-1/2 md:rounded-xl md:border',
            className,
          )}
        >
          <div className="flex shrink-0 items-center justify-between border-b px-4 py-2.5">
            <Base.Title className="min-w-0 font-semibold break-words">{title}</Base.Title>
            <Base.Close render={<IconButton label="Close" />}>
              <X aria-hidden className="size-4" />
            </Base.Close>
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
