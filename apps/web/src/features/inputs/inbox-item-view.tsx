import type { InboxItem, SnoozeRequest } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { ChevronLeft } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { Button, buttonClass } from '../../components/button.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { AnswerForm } from './answer-form.tsx';
import { AnsweredView } from './answered-view.tsx';
import { EndedBy } from './ended-by.tsx';
import { SnoozeMenu } from './snooze-menu.tsx';

type InboxItemViewProps = {
  section: RefObject<HTMLElement | null>;
  item: InboxItem;
  /** It was in the list, and somebody else has seen to it meanwhile. */
  isGone: boolean;
  /** Whether another one waits. */
  goesOn: boolean;
  context: (item: InboxItem) => ReactNode;
  onSent: () => void;
  onSnooze: (request: SnoozeRequest) => void;
  onWake: () => void;
  onNext: () => void;
  /** Back to the list, where that is not beside it. */
  onBack: (() => void) | undefined;
  onLeave: () => void;
};

/** One request: what came before it, and under that the answer. */
export function InboxItemView(props: InboxItemViewProps) {
  const { section, item, isGone, goesOn, context, onSent, onNext, onLeave } = props;
  const waits = item.state === 'pending';
  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-label={item.task.title}
      onKeyDown={(event) => {
        // What is open over it takes the key for itself, and is no part of it in the page.
        const isInside = event.currentTarget.contains(event.target as Node);
        if (event.key === 'Escape' && isInside && !event.defaultPrevented) onLeave();
      }}
      className="flex min-h-0 min-w-0 flex-1 flex-col outline-none"
    >
      <ItemHeader {...props} />
      {waits || isGone ? (
        <>
          <div
            role="region"
            aria-label="Before this"
            tabIndex={0}
            data-scroll-area
            className="flex min-h-20 flex-1 flex-col-reverse overflow-y-auto px-4 py-3 -outline-offset-2 md:px-6"
          >
            <div className="mx-auto w-full max-w-3xl">{context(item)}</div>
          </div>
          <div
            data-answer
            className={clsx(
              'max-h-[70%] shrink-0 overflow-y-auto border-t-2 bg-raised px-4 py-3 md:px-6',
              waits && 'border-needs-input',
            )}
          >
            <div className="mx-auto max-w-3xl">
              {isGone ? <GoneNote item={item} goesOn={goesOn} onNext={onNext} /> : null}
              <AnswerForm
                key={item.call_id}
                request={item}
                agent={item.task.agent.name}
                goesOn={goesOn}
                isClosed={isGone}
                onSent={onSent}
              />
            </div>
          </div>
        </>
      ) : (
        <div data-scroll-area className="min-h-0 flex-1 overflow-y-auto px-4 py-3 md:px-6">
          <div className="mx-auto max-w-3xl">
            <AnsweredView item={item} />
          </div>
        </div>
      )}
    </section>
  );
}

type ItemHeaderProps = Pick<InboxItemViewProps, 'item' | 'onBack' | 'onSnooze' | 'onWake'>;

function ItemHeader({ item, onBack, onSnooze, onWake }: ItemHeaderProps) {
  const { task } = item;
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2 md:px-6">
      {onBack ? (
        <Button variant="quiet" size="small" className="-ml-3" onClick={onBack}>
          <ChevronLeft aria-hidden className="size-4" />
          All
        </Button>
      ) : null}
      <div className="min-w-0 flex-1 basis-60 max-md:order-last max-md:basis-full">
        <h2 className="font-semibold break-words">{task.title}</h2>
        <p className="text-sm text-muted">
          {task.agent.name} asked <RelativeTime at={item.asked_at} />
          {item.state === 'pending' && item.expires_at && item.on_expiry !== 'stay' ? (
            <>
              {' '}
              · expires <RelativeTime at={item.expires_at} />
            </>
          ) : null}
          {item.snoozed_until ? (
            <>
              {' '}
              · wakes <RelativeTime at={item.snoozed_until} />
            </>
          ) : null}
        </p>
      </div>
      <div className="flex gap-2 max-md:ml-auto">
        {item.snoozed_until ? (
          <Button size="small" onClick={onWake}>
            Wake now
          </Button>
        ) : null}
        {item.state === 'pending' ? <SnoozeMenu item={item} onSnooze={onSnooze} /> : null}
        <Link to="/tasks/$id" params={{ id: task.id }} className={buttonClass('secondary', 'small')}>
          Open task
        </Link>
      </div>
    </header>
  );
}

type GoneNoteProps = Pick<InboxItemViewProps, 'item' | 'goesOn' | 'onNext'>;

/** What was put in stays to be read; it cannot be sent any more. */
function GoneNote({ item, goesOn, onNext }: GoneNoteProps) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-3 rounded-md border bg-surface px-3 py-2 text-sm">
      <p role="status" className="min-w-0 flex-1">
        <EndedBy item={item} />
      </p>
      {goesOn ? (
        <Button size="small" onClick={onNext}>
          Next request
        </Button>
      ) : null}
    </div>
  );
}
