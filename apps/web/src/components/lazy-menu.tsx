import { lazy, Suspense, type ComponentProps } from 'react';
import { whenIdle } from '../lib/when-idle.ts';
import type { Menu } from './menu.tsx';

const load = () => import('./menu.tsx').then((module) => ({ default: module.Menu }));
const Loaded = lazy(load);
whenIdle(load);

/** A menu whose code is fetched after the first paint; until then its button is there but does nothing. */
export function LazyMenu(props: ComponentProps<typeof Menu>) {
  return (
    <Suspense fallback={props.trigger}>
      <Loaded {...props} />
    </Suspense>
  );
}
