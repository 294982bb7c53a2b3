import { Suspense, type ComponentProps } from 'react';
import { idlePart } from '../lib/idle-part.tsx';
import { useFirstUse, type UsedBy } from '../lib/use-first-use.ts';
import type { Menu } from './menu.tsx';

const Loaded = idlePart(() => import('./menu.tsx').then((module) => module.Menu));

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
