import { Suspense, type ComponentProps } from 'react';
import { idlePart } from '../lib/idle-part.tsx';
import { useFirstUse } from '../lib/use-first-use.ts';
import type { ConfirmPopover } from './confirm-popover.tsx';

const Loaded = idlePart(() => import('./confirm-popover.tsx').then((module) => module.ConfirmPopover));

/** As LazyMenu. */
export function LazyConfirmPopover(props: ComponentProps<typeof ConfirmPopover>) {
  const { button, usedBy } = useFirstUse(props.trigger, 'dialog');
  if (!usedBy) return button;
  return (
    <Suspense fallback={button}>
      <Loaded {...props} />
    </Suspense>
  );
}
