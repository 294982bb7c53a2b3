import { lazy, Suspense, type ComponentProps } from 'react';
import { whenIdle } from '../lib/when-idle.ts';
import type { ConfirmPopover } from './confirm-popover.tsx';

const load = () => import('./confirm-popover.tsx').then((module) => ({ default: module.ConfirmPopover }));
const Loaded = lazy(load);
whenIdle(load);

/** As LazyMenu. */
export function LazyConfirmPopover(props: ComponentProps<typeof ConfirmPopover>) {
  return (
    <Suspense fallback={props.trigger}>
      <Loaded {...props} />
    </Suspense>
  );
}
