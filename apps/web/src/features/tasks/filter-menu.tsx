import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import type { Ref } from 'react';
import { Button } from '../../components/button.tsx';
import { LazyMenu } from '../../components/lazy-menu.tsx';
import type { MenuEntry } from '../../components/menu.tsx';

type FilterMenuProps = {
  label: string;
  /** What it narrows the list to; empty where it does not. */
  summary: string;
  entries: readonly MenuEntry[];
  /** A key that opens it. */
  keys?: string;
  buttonRef?: Ref<HTMLButtonElement>;
};

/** A menu of the toolbar, whose button says what is chosen in it. */
export function FilterMenu({ label, summary, entries, keys, buttonRef }: FilterMenuProps) {
  const isChosen = summary !== '';
  return (
    <LazyMenu
      trigger={
        <Button
          ref={buttonRef}
          size="small"
          aria-keyshortcuts={keys}
          className={clsx('max-w-60', isChosen && '!border-accent !bg-accent-tint !text-accent')}
        >
          <span className="truncate">
            <span className={clsx(!isChosen && 'text-muted')}>{label}</span> {isChosen ? summary : 'any'}
          </span>
          <ChevronDown aria-hidden className="size-3.5 shrink-0" />
        </Button>
      }
      entries={entries}
    />
  );
}

/** What several chosen things come to on a button. */
export function summarise(labels: readonly string[]): string {
  return labels.length > 1 ? `${labels.length} chosen` : (labels[0] ?? '');
}

/** A menu's check boxes for `options`, of which any number may be chosen. */
export function checkEntries<Value extends string>(
  options: readonly { value: Value; label: string }[],
  chosen: readonly Value[],
  onChange: (chosen: Value[]) => void,
): MenuEntry[] {
  return options.map(({ value, label }) => ({
    kind: 'check',
    id: value,
    label,
    checked: chosen.includes(value),
    onChange: (on) => onChange(on ? [...chosen, value] : chosen.filter((other) => other !== value)),
  }));
}
