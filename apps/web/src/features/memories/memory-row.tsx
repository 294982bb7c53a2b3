import type { Memory } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { useForget } from './memory-queries.ts';

type MemoryRowProps = { agent: string; memory: Memory; canChange: boolean; onEdit: () => void };

/** Longer texts are folded. */
const MOST_LINES = 4;
const MOST_CHARACTERS = 400;

export function MemoryRow({ agent, memory, canChange, onEdit }: MemoryRowProps) {
  const forget = useForget(agent);
  return (
    <li aria-label={memory.key} className="border-b px-4 py-2.5 md:px-6">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-1">
        <bdi className="mono min-w-0 flex-1 basis-40 font-medium wrap-anywhere">{memory.key}</bdi>
        {canChange ? (
          <span className="flex gap-1.5">
            <Button size="small" onClick={onEdit} aria-label={`Change ${memory.key}`}>
              Change
            </Button>
            <Button
              size="small"
              disabled={forget.isPending}
              onClick={() => forget.mutate(memory)}
              aria-label={`Forget ${memory.key}`}
            >
              Forget
            </Button>
          </span>
        ) : null}
      </div>
      <MemoryText text={memory.text} />
      <p className="text-xs text-muted">
        <RelativeTime at={memory.updated_at} /> by {memory.updated_by.name}
        {memory.task_id ? (
          <>
            {' in '}
            <Link
              to="/tasks/$id"
              params={{ id: memory.task_id }}
              className="text-accent hover:underline coarse:py-3"
            >
              a task
            </Link>
          </>
        ) : null}
      </p>
    </li>
  );
}

function MemoryText({ text }: { text: string }) {
  const [isOpen, setOpen] = useState(false);
  const isLong = text.length > MOST_CHARACTERS || text.split('\n').length > MOST_LINES;
  return (
    <>
      <p
        className={clsx(
          'max-w-4xl text-sm break-words whitespace-pre-wrap',
          isLong && !isOpen && 'line-clamp-4',
        )}
      >
        {text}
      </p>
      {isLong ? (
        <Button size="small" variant="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Show less' : 'Show all'}
        </Button>
      ) : null}
    </>
  );
}
