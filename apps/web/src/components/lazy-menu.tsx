import { lazy, Suspense, type ComponentProps } from 'react';
import { useEarlyClick } from '../lib/use-early-click.ts';
import { whenIdle } from '../lib/when-idle.ts';
import type { Menu } from './menu.tsx';

const load = () => import('./menu.tsx').then((module) => ({ default: module.Menu }));
const Loaded = lazy(load);
whenIdle(load);

/** A menu whose code is fetched after the first paint. It opens as soon as it is there if its button was clicked before. */
export function LazyMenu(props: ComponentProps<typeof Menu>) {
  const { placeholder, wasClicked } = useEarlyClick(props.trigger);
  return (
    <Suspense fallback={placeholder}>
      <Loaded {...props} startsOpen={wasClicked || (props.startsOpen ?? false)} />
    </Suspense>
  );
}
