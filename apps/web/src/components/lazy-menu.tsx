import { lazy, Suspense, type ComponentProps } from 'react';
import { useFirstUse } from '../lib/use-first-use.ts';
import { whenIdle } from '../lib/when-idle.ts';
import type { Menu } from './menu.tsx';

const load = () => import('./menu.tsx').then((module) => ({ default: module.Menu }));
const Loaded = lazy(load);
whenIdle(load);

/** A menu that is only made when it is opened for the first time. Its code is fetched after the first paint. */
export function LazyMenu(props: ComponentProps<typeof Menu>) {
  const { button, wasUsed } = useFirstUse(props.trigger, 'menu');
  if (!wasUsed && !props.startsOpen) return button;
  return (
    <Suspense fallback={button}>
      <Loaded {...props} startsOpen />
    </Suspense>
  );
}
