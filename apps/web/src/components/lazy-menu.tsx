import { lazy, Suspense, type ComponentProps } from 'react';
import { useFirstUse, type UsedBy } from '../lib/use-first-use.ts';
import { whenIdle } from '../lib/when-idle.ts';
import type { Menu } from './menu.tsx';

const load = () => import('./menu.tsx').then((module) => ({ default: module.Menu }));
const Loaded = lazy(load);
whenIdle(load);

/** `openedBy` where something else has waited for its first use. */
type LazyMenuProps = Omit<ComponentProps<typeof Menu>, 'openedBy'> & { openedBy?: UsedBy };

/** A menu that is only made when it is opened for the first time. Its code is fetched after the first paint. */
export function LazyMenu({ openedBy, ...props }: LazyMenuProps) {
  const { button, usedBy } = useFirstUse(props.trigger, 'menu');
  const by = usedBy ?? openedBy;
  if (!by) return button;
  return (
    <Suspense fallback={button}>
      <Loaded {...props} openedBy={by} />
    </Suspense>
  );
}
