import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

export type Tab = { id: string; label: string; content: ReactNode };

type TabsProps = {
  label: string;
  tabs: readonly Tab[];
  value: string;
  onChange: (id: string) => void;
  /** On the row of the tabs. */
  listClassName?: string;
};

/** One of several parts at a time; arrow keys move between their names. */
export function Tabs({ label, tabs, value, onChange, listClassName }: TabsProps) {
  return (
    <Base.Root value={value} onValueChange={(id) => onChange(String(id))}>
      <Base.List aria-label={label} className={listClassName ?? 'flex gap-1 border-b px-3'}>
        {tabs.map(({ id, label: name }) => (
          <Base.Tab
            key={id}
            value={id}
            className="-mb-px h-9 border-b-2 border-transparent px-2 text-sm text-muted hover:text-text data-active:border-accent data-active:font-medium data-active:text-text coarse:h-11"
          >
            {name}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map(({ id, content }) => (
        <Base.Panel key={id} value={id}>
          {content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
