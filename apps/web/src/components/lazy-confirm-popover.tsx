import { lazy, Suspense, type ComponentProps } from 'react';
import { useFirstUse } from '../lib/use-first-use.ts';
import { whenIdle } from '../lib/when-idle.ts';
import type { ConfirmPopover } from './confirm-popover.tsx';

const load = () => import('./confirm-popover.tsx').then((module) => ({ default: module.ConfirmPopover }));
const Loaded = lazy(load);
whenIdle(load);

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
