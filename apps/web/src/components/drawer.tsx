import { Drawer as Base } from '@base-ui/react/drawer';
import { X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { IconButton } from './button.tsx';

/** A button inside that closes the drawer besides what it does. */
export const DrawerClose = Base.Close;
export const DrawerDescription = Base.Description;

type DrawerProps = {
  title: string;
  /** It has gone from the page. */
  onClose: () => void;
  children: ReactNode;
  /** Stays in view below what scrolls. */
  footer?: ReactNode;
};

/** A dialog that comes from the lower edge of a phone, open from the start. A swipe down closes it too. */
export function Drawer({ title, onClose, children, footer }: DrawerProps) {
  const [isOpen, setOpen] = useState(true);
  return (
    <Base.Root
      open={isOpen}
      onOpenChange={setOpen}
      onOpenChangeComplete={(hasOpened) => (hasOpened ? undefined : onClose())}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-50 flex items-end">
          <Base.Popup className="flex max-h-[85dvh] w-full [transform:translateY(var(--drawer-swipe-movement-y))] flex-col rounded-t-xl border-t bg-raised pb-[env(safe-area-inset-bottom)] text-text shadow-pop transition-transform duration-150 outline-none data-ending-style:[transform:translateY(100%)] data-starting-style:[transform:translateY(100%)] data-swiping:duration-0">
            <div className="flex shrink-0 items-center justify-between gap-2 border-b py-1 pr-2 pl-4">
              <Base.Title className="min-w-0 truncate font-semibold">{title}</Base.Title>
              <Base.Close render={<IconButton label="Close" />}>
                <X aria-hidden className="size-4" />
              </Base.Close>
            </div>
            <div className="min-h-0 overflow-y-auto overscroll-contain">{children}</div>
            {footer ? <div className="flex shrink-0 gap-2 border-t px-4 py-2">{footer}</div> : null}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
