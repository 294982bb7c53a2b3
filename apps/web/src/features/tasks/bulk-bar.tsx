import type { TaskPage } from '@taskhelm/contract';
import { Ban, Copy, RotateCw, Tag, X } from 'lucide-react';
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { LazyConfirmPopover } from '../../components/lazy-confirm-popover.tsx';
import { useCommand } from '../../lib/commands.ts';
import { copyText } from '../../lib/copy-text.ts';
import { formatCount, plural } from '../../lib/format-number.ts';
import { useMay } from '../../lib/who-am-i.ts';
import { toApiFilter, toFilter, type TaskSearch } from './task-search.ts';
import { useBulk, type BulkAct } from './use-bulk.ts';
import type { TaskSelection } from './use-selection.ts';

const LabelDialog = lazy(() =>
  import('./label-dialog.tsx').then((module) => ({ default: module.LabelDialog })),
);

type BulkBarProps = {
  selection: TaskSelection;
  search: TaskSearch;
  page: Pick<TaskPage, 'total' | 'total_is_capped' | 'as_of' | 'total_pages'>;
};

/** Lies over the labels of the columns while something is chosen, so that no row moves. */
export function BulkBar({ selection, search, page }: BulkBarProps) {
  const [isLabelling, setLabelling] = useState(false);
  const bulk = useBulk((skipped) => selection.replace(skipped));
  const count = selection.isEverything ? page.total : selection.ids.size;
  const tasks = `${plural(count, 'task')}${selection.isEverything && page.total_is_capped ? ' and more' : ''}`;
  const run = (act: BulkAct): void =>
    bulk.mutate({
      act,
      target: selection.isEverything
        ? { filter: toApiFilter(toFilter(search), Date.parse(page.as_of)), as_of: page.as_of }
        : { ids: [...selection.ids] },
    });
  const group = 'Task list';
  useCommand({ id: 'unselect', keys: 'Escape', label: 'Select none', group, run: selection.clear });
  const mayAct = useMay('tasks:write') !== false;
  useCommand(
    mayAct ? { id: 'label', keys: 'shift+l', label: 'Label', group, run: () => setLabelling(true) } : null,
  );
  const canSelectAll = !selection.isEverything && page.total_pages > 1;
  return (
    <div className="sticky top-0 z-20 h-0">
      <div
        role="toolbar"
        aria-label="Selected tasks"
        className="ml-11 flex h-8 w-max items-center gap-1.5 text-sm coarse:h-12"
      >
        <p role="status" className="mr-1 font-medium tabular-nums">
          {bulk.isPending ? 'Working…' : `${formatCount(count)} selected`}
        </p>
        {canSelectAll ? (
          <Button size="small" variant="quiet" className="!h-6" onClick={selection.selectEverything}>
            Select all {formatCount(page.total)}
            {page.total_is_capped ? '+' : ''}
          </Button>
        ) : null}
        {mayAct ? (
          <>
            <AskingButton
              label="Cancel"
              icon={<Ban aria-hidden className="size-3.5" />}
              keys="shift+c"
              disabled={bulk.isPending}
              question={`Cancel ${tasks}?`}
              detail="Their agents stop at once, and so do the tasks they delegated. Those that have ended stay as they are. This is final."
              confirmLabel={`Cancel ${tasks}`}
              reasonLabel="Why (optional)"
              onConfirm={(reason) => run({ action: 'cancel', ...(reason ? { reason } : {}) })}
            />
            <AskingButton
              label="Run again"
              icon={<RotateCw aria-hidden className="size-3.5" />}
              keys="shift+r"
              disabled={bulk.isPending}
              question={`Run ${tasks} again?`}
              detail="Each one that has ended is started as a new task."
              confirmLabel={`Run ${tasks} again`}
              onConfirm={() => run({ action: 'retry' })}
            />
            <Button
              size="small"
              className="!h-6"
              aria-keyshortcuts="Shift+L"
              disabled={bulk.isPending}
              icon={<Tag aria-hidden className="size-3.5" />}
              onClick={() => setLabelling(true)}
            >
              Label…
            </Button>
          </>
        ) : null}
        {selection.isEverything ? null : (
          <Button
            size="small"
            variant="quiet"
            className="!h-6"
            icon={<Copy aria-hidden className="size-3.5" />}
            onClick={() => copyText(plural(selection.ids.size, 'id'), [...selection.ids].join('\n'))}
          >
            Copy ids
          </Button>
        )}
        <Button
          size="small"
          variant="quiet"
          className="!h-6"
          icon={<X aria-hidden className="size-3.5" />}
          onClick={selection.clear}
        >
          Clear
        </Button>
      </div>
      {isLabelling ? (
        <Suspense>
          <LabelDialog tasks={tasks} onClose={() => setLabelling(false)} onLabel={run} />
        </Suspense>
      ) : null}
    </div>
  );
}

type AskingButtonProps = {
  label: string;
  icon: ReactNode;
  keys: string;
  disabled: boolean;
  question: string;
  detail: string;
  confirmLabel: string;
  reasonLabel?: string;
  onConfirm: (reason: string) => void;
};

/** Its key does what a click does: it asks first. */
function AskingButton({ label, icon, keys, disabled, ...asking }: AskingButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useCommand({
    id: `bulk-${label}`,
    keys,
    label: `${label} the selected`,
    group: 'Task list',
    run: () => button.current?.click(),
  });
  return (
    <LazyConfirmPopover
      {...asking}
      trigger={
        <Button
          ref={button}
          size="small"
          className="!h-6"
          aria-keyshortcuts={keys}
          disabled={disabled}
          icon={icon}
        >
          {label}
        </Button>
      }
    />
  );
}
