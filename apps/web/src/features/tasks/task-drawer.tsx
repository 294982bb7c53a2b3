import type { Task } from '@taskhelm/contract';
import { useNavigate } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ConfirmAnswer } from '../../components/confirm-answer.tsx';
import { Drawer, DrawerClose, DrawerDescription } from '../../components/drawer.tsx';
import type { MenuAction } from '../../components/menu.tsx';
import { cancelQuestion } from './cancel-task-button.tsx';
import { useCancelTask } from './task-mutations.ts';
import { useRowMenuEntries } from './use-row-menu-entries.ts';

type TaskDrawerProps = { task: Task; onClose: () => void };

/** On a phone: what a row of the table offers with its buttons and its menu. */
export function TaskDrawer({ task, onClose }: TaskDrawerProps) {
  const navigate = useNavigate();
  const cancel = useCancelTask();
  const entries = useRowMenuEntries(task);
  const [asks, setAsks] = useState(false);
  const toAnswer = (): void => void navigate({ to: '/tasks/$id', params: { id: task.id }, hash: 'answer' });
  return (
    <Drawer title={asks ? cancelQuestion(task).question : task.title} onClose={onClose}>
      {asks ? (
        <CancelAnswer
          task={task}
          onConfirm={(reason) => {
            onClose();
            cancel.mutate({ task, reason });
          }}
        />
      ) : (
        <ul className="py-1">
          {task.allowed_actions.includes('respond') ? (
            <Row entry={{ kind: 'action', id: 'answer', label: 'Answer', onSelect: toAnswer }} />
          ) : null}
          {task.allowed_actions.includes('cancel') ? (
            <CancelRow task={task} onCancel={() => cancel.mutate({ task })} onAsk={() => setAsks(true)} />
          ) : null}
          {entries.map((entry) => (
            <Row key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </Drawer>
  );
}

const ROW = 'flex min-h-11 w-full items-center px-4 text-left active:bg-hover';

function Row({ entry }: { entry: MenuAction }) {
  return (
    <li>
      <DrawerClose className={ROW} onClick={entry.onSelect}>
        {entry.label}
      </DrawerClose>
    </li>
  );
}

type CancelRowProps = { task: Task; onCancel: () => void; onAsk: () => void };

/** Cancels at once what is only queued, as the button of a row does. */
function CancelRow({ task, onCancel, onAsk }: CancelRowProps) {
  const className = clsx(ROW, 'text-failed');
  return (
    <li>
      {task.status === 'pending' ? (
        <DrawerClose className={className} onClick={onCancel}>
          Cancel
        </DrawerClose>
      ) : (
        <button type="button" className={className} onClick={onAsk}>
          Cancel…
        </button>
      )}
    </li>
  );
}

/** Takes the place of the rows, one of which had the focus. */
function CancelAnswer({ task, onConfirm }: { task: Task; onConfirm: (reason: string) => void }) {
  const [reason, setReason] = useState('');
  const confirm = useRef<HTMLButtonElement>(null);
  useEffect(() => confirm.current?.focus(), []);
  const { detail, confirmLabel, reasonLabel } = cancelQuestion(task);
  return (
    <div className="px-4 py-3">
      <DrawerDescription className="text-sm text-muted">{detail}</DrawerDescription>
      <ConfirmAnswer
        confirmLabel={confirmLabel}
        reasonLabel={reasonLabel}
        confirmRef={confirm}
        keep={<DrawerClose render={<Button size="small" />}>Keep</DrawerClose>}
        reason={reason}
        onReason={setReason}
        onConfirm={() => onConfirm(reason.trim())}
      />
    </div>
  );
}
