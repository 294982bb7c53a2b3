import type { Json } from '@taskhelm/contract';
import { clsx } from 'clsx';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import { flatten, pathText, type JsonRow } from './json-rows.ts';

type JsonTreeProps = { value: Json; label: string; isWhole: boolean };

/** What is chosen in it has its path and its value to be copied. Arrows walk through it, as in any tree. */
export function JsonTree({ value, label, isWhole }: JsonTreeProps) {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [chosenId, setChosen] = useState<string | null>(null);
  const tree = useRef<HTMLUListElement>(null);
  const rows = flatten(value, (row) => (isWhole || row.depth < 1) !== toggled.has(row.id));
  const at = rows.findIndex(({ id }) => id === chosenId);
  const chosen = rows[at];

  const toggle = (row: JsonRow): void => {
    const next = new Set(toggled);
    if (!next.delete(row.id)) next.add(row.id);
    setToggled(next);
  };
  const goTo = (index: number): void => {
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    if (!row) return;
    setChosen(row.id);
    tree.current?.querySelectorAll<HTMLElement>('[role="treeitem"]')[rows.indexOf(row)]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[Math.max(at, 0)];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act({ row, at: Math.max(at, 0), rows, goTo, toggle });
  };

  if (rows.length === 0) return <p className="mono">{Array.isArray(value) ? '[]' : '{}'}</p>;
  return (
    <>
      <ul
        ref={tree}
        role="tree"
        aria-label={label}
        onKeyDown={onKeyDown}
        className="mono max-h-(--most-height,24rem) overflow-auto"
      >
        {rows.map((row, index) => (
          // Keys are heard by the tree.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <li
            key={row.id}
            role="treeitem"
            aria-level={row.depth + 1}
            aria-expanded={row.isOpen}
            aria-selected={row.id === chosenId}
            tabIndex={index === Math.max(at, 0) ? 0 : -1}
            onFocus={() => setChosen(row.id)}
            onClick={() => {
              setChosen(row.id);
              if (row.isOpen !== undefined && getSelection()?.isCollapsed !== false) toggle(row);
            }}
            style={{ paddingLeft: `${row.depth * 0.875 + 0.875}rem` }}
            className={clsx(
              'relative cursor-default rounded leading-6 break-words outline-offset-[-2px] coarse:py-2.5',
              row.id === chosenId ? 'bg-accent-tint' : 'hover:bg-hover',
            )}
          >
            {row.isOpen === undefined ? null : (
              <span aria-hidden className="absolute -ml-3.5 text-muted select-none">
                {row.isOpen ? '▾' : '▸'}
              </span>
            )}
            <span className="text-muted">{row.name}: </span>
            <Value value={row.value} />
          </li>
        ))}
      </ul>
      {chosen ? (
        <p className="mt-1 flex items-center gap-0.5 border-t pt-1 text-xs text-muted">
          <code className="mono min-w-0 flex-1 truncate">{pathText(chosen.path)}</code>
          <Copying label="path" text={pathText(chosen.path)} />
          <Copying
            label="value"
            text={typeof chosen.value === 'string' ? chosen.value : JSON.stringify(chosen.value, null, 2)}
          />
        </p>
      ) : null}
    </>
  );
}

function Copying({ label, text }: { label: string; text: string }): ReactNode {
  return (
    <>
      {label}
      <CopyButton text={text} label={`Copy ${label}`} />
    </>
  );
}

function Value({ value }: { value: Json }) {
  if (Array.isArray(value)) return <span className="text-muted">[{value.length}]</span>;
  if (value !== null && typeof value === 'object')
    return <span className="text-muted">{`{${Object.keys(value).length}}`}</span>;
  return (
    <span className={clsx('break-words whitespace-pre-wrap', colourOf(value))}>{JSON.stringify(value)}</span>
  );
}

function colourOf(value: string | number | boolean | null): string {
  if (typeof value === 'string') return 'text-completed';
  if (typeof value === 'number') return 'text-in-progress';
  return value === null ? 'text-cancelled' : 'text-needs-input';
}

type Walk = {
  row: JsonRow;
  at: number;
  rows: readonly JsonRow[];
  goTo: (index: number) => void;
  toggle: (row: JsonRow) => void;
};

const KEYS: Record<string, (walk: Walk) => void> = {
  ArrowDown: ({ at, goTo }) => goTo(at + 1),
  ArrowUp: ({ at, goTo }) => goTo(at - 1),
  Home: ({ goTo }) => goTo(0),
  End: ({ rows, goTo }) => goTo(rows.length - 1),
  ArrowRight: ({ row, at, goTo, toggle }) => {
    if (row.isOpen === false) toggle(row);
    else if (row.isOpen) goTo(at + 1);
  },
  ArrowLeft: ({ row, at, rows, goTo, toggle }) => {
    if (row.isOpen) toggle(row);
    else goTo(rows.findLastIndex(({ depth }, index) => index < at && depth < row.depth));
  },
  Enter: ({ row, toggle }) => {
    if (row.isOpen !== undefined) toggle(row);
  },
};
