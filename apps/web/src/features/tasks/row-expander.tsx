import type { Task } from '@taskhelm/contract';
import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { plural } from '../../lib/format-number.ts';

type RowExpanderProps = {
  task: Task;
  level: number;
  isOpen: boolean;
  onToggle: () => void;
  children: ReactNode;
};

/** A title in its place in the tree, with the button that shows or hides what the task delegated. */
export function RowExpander({ task, level, isOpen, onToggle, children }: RowExpanderProps) {
  const { total } = task.children;
  const button = (
    <button
      type="button"
      data-expander
      aria-expanded={isOpen}
      aria-label={`${plural(total, 'task')} delegated by ${task.title}`}
      title={plural(total, 'delegated task')}
      onClick={onToggle}
      className={clsx(ROOM, 'rounded text-muted hover:bg-hover hover:text-text')}
    >
      <ChevronRight aria-hidden className={clsx('size-4', isOpen && 'rotate-90')} />
    </button>
  );
  return (
    <TreePlace level={level} button={total > 0 ? button : null}>
      {level > 0 ? <span className="sr-only">Level {level + 1}, </span> : null}
      {children}
    </TreePlace>
  );
}

/** Room for the button is always kept: a task may delegate while it is looked at. */
export function TreePlace({
  level,
  button,
  children,
}: {
  level: number;
  button?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div style={{ paddingLeft: `${Math.min(level, DEEPEST) * 1.25}rem` }} className="flex items-center">
      {button ?? <span className={ROOM} />}
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}

const ROOM = '-my-2 -ml-1.5 inline-flex size-6 shrink-0 items-center justify-center coarse:size-11';
/** What is deeper is not moved further in: its title needs the room. */
const DEEPEST = 6;
