import { lazy, Suspense, type ComponentProps } from 'react';
import { useEarlyClick } from '../lib/use-early-click.ts';
import { whenIdle } from '../lib/when-idle.ts';
import type { ConfirmPopover } from './confirm-popover.tsx';

const load = () => import('./confirm-popover.tsx').then((module) => ({ default: module.ConfirmPopover }));
const Loaded = lazy(load);
whenIdle(load);

/** As LazyMenu. */
export function LazyConfirmPopover(props: ComponentProps<typeof ConfirmPopover>) {
  const { placeholder, wasClicked } = useEarlyClick(props.trigger);
  return (
    <Suspense fallback={placeholder}>
      <Loaded {...props} startsOpen={wasClicked} />
    </Suspense>
  );
}
