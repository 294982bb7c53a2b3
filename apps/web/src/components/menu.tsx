import { Menu as Base } from '@base-ui/react/menu';
import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import { useRef, type FocusEvent, type ReactElement, type ReactNode } from 'react';
import type { UsedBy } from '../lib/use-first-use.ts';

export type MenuEntry =
  | { kind: 'check'; id: string; label: ReactNode; checked: boolean; onChange: (checked: boolean) => void }
  | { kind: 'choice'; id: string; label: ReactNode; chosen: boolean; onChoose: () => void }
  | { kind: 'action'; id: string; label: ReactNode; onSelect: () => void }
  | { kind: 'heading'; id: string; label: ReactNode };

export type MenuAction = Extract<MenuEntry, { kind: 'action' }>;

type MenuProps = {
  trigger: ReactElement<Record<string, unknown>>;
  entries: readonly MenuEntry[];
  align?: 'start' | 'end';
  side?: 'top' | 'bottom' | 'right';
  /** It opens as it is made. */
  openedBy: UsedBy;
};

const ITEM =
  'flex w-full items-center gap-2 rounded-md px-2 py-0.5 min-h-7 text-sm wrap-anywhere outline-none select-none data-highlighted:bg-hover coarse:min-h-11';

/** A menu of choices, check boxes or actions under its button. Whoever opens it with keys is on its first entry. */
export function Menu({ trigger, entries, align = 'start', side = 'bottom', openedBy }: MenuProps) {
  const isFirst = useRef(openedBy === 'keys');
  const toFirst = ({ target, currentTarget }: FocusEvent): void => {
    if (!isFirst.current || target !== currentTarget) return;
    isFirst.current = false;
    currentTarget.querySelector<HTMLElement>('[role^=menuitem]')?.focus();
  };
  return (
    <Base.Root defaultOpen>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} collisionPadding={8} align={align} side={side} className="z-50">
          <Base.Popup
            onFocus={toFirst}
            className="max-h-[min(32rem,var(--available-height))] max-w-[min(24rem,var(--available-width))] min-w-44 overflow-y-auto rounded-lg border bg-raised p-1 text-text shadow-pop outline-none"
          >
            <Base.Group>
              {entries.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </Base.Group>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  switch (entry.kind) {
    case 'check':
      return (
        <Base.CheckboxItem checked={entry.checked} onCheckedChange={entry.onChange} className={ITEM}>
          <span
            className={clsx(
              'flex size-4 shrink-0 items-center justify-center rounded border',
              entry.checked ? 'border-transparent bg-accent text-accent-text' : 'border-control',
            )}
          >
            {entry.checked ? <Check aria-hidden className="size-3" strokeWidth={3} /> : null}
          </span>
          {entry.label}
        </Base.CheckboxItem>
      );
    case 'choice':
      return (
        <Base.CheckboxItem
          checked={entry.chosen}
          onCheckedChange={entry.onChoose}
          closeOnClick
          className={clsx(ITEM, 'pr-3')}
        >
          <Check aria-hidden className={clsx('size-3.5 shrink-0', !entry.chosen && 'invisible')} />
          {entry.label}
        </Base.CheckboxItem>
      );
    case 'action':
      return (
        <Base.Item onClick={entry.onSelect} className={ITEM}>
          {entry.label}
        </Base.Item>
      );
    case 'heading':
      return (
        <Base.GroupLabel className="truncate px-2 pt-1.5 pb-1 text-xs text-muted">
          {entry.label}
        </Base.GroupLabel>
      );
  }
}
