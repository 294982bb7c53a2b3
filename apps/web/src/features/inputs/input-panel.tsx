import type { InputRequest, TaskStatus } from '@taskhelm/contract';
import { useLocation } from '@tanstack/react-router';
import { ChevronDown, ChevronLeft, ChevronRight, LoaderCircle, MessageCircleQuestion } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { plural } from '../../lib/format-number.ts';
import { AnswerForm } from './answer-form.tsx';

type InputPanelProps = {
  /** All requests of the task so far. */
  inputs: readonly InputRequest[];
  status: TaskStatus;
  agent: string;
  /** Where it comes from, if not from the task of the page. */
  about?: ReactNode;
};

/** What waits for a person, pinned under the conversation; one request at a time. */
export function InputPanel({ inputs, status, agent, about }: InputPanelProps) {
  const [sent, setSent] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isFolded, setFolded] = useState(false);
  const panel = useRef<HTMLElement>(null);
  const [writing, setWriting] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const pending =
    status === 'needs_input'
      ? inputs.filter((input) => input.state === 'pending' && !sent.includes(input.call_id))
      : [];
  // What somebody else has answered is not taken away under the hands of a person who is writing.
  const inUse = inputs.find(
    (input) => input.call_id === (refused ?? writing) && !sent.includes(input.call_id),
  );
  const held = inUse && !pending.includes(inUse) ? inUse : null;
  const request = held ?? pending.find((input) => input.call_id === chosen) ?? pending[0];
  const at = request ? Math.max(0, pending.indexOf(request)) : 0;
  useAnswerAnchor(panel, request !== undefined);

  if (!request) {
    if (sent.length === 0 || !isOpen(status)) return null;
    return (
      <p
        role="status"
        className="flex items-center gap-2 border-t bg-bg px-4 py-3 text-sm text-muted md:px-6"
      >
        <LoaderCircle aria-hidden className="size-4 animate-turn" />
        Sent, waiting for {agent}
      </p>
    );
  }
  return (
    <section
      ref={panel}
      id="answer"
      data-answer
      aria-label={`${agent} needs input`}
      onFocus={() => setWriting(request.call_id)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setWriting(null);
      }}
      className="relative max-h-[62dvh] overflow-y-auto border-t-2 border-needs-input bg-raised px-4 py-2.5 pb-[max(0.75rem,env(safe-area-inset-bottom))] shadow-pop md:px-6"
    >
      <div className="flex items-center gap-2 text-sm">
        <MessageCircleQuestion aria-hidden className="size-4 shrink-0 text-needs-input" />
        <h2 className="min-w-0 flex-1">
          <span className="font-semibold">{agent}</span>{' '}
          {request.kind === 'confirmation'
            ? 'asks for approval'
            : `asks ${request.questions.length > 1 ? plural(request.questions.length, 'question') : ''}`}{' '}
          <RelativeTime at={request.asked_at} className="text-muted" />
        </h2>
        {pending.length > 1 ? (
          <span className="flex items-center text-muted tabular-nums">
            <IconButton
              label="Previous request"
              disabled={at === 0}
              onClick={() => setChosen(pending[at - 1]?.call_id ?? null)}
            >
              <ChevronLeft aria-hidden className="size-4" />
            </IconButton>
            {at + 1} of {pending.length}
            <IconButton
              label="Next request"
              disabled={at === pending.length - 1}
              onClick={() => setChosen(pending[at + 1]?.call_id ?? null)}
            >
              <ChevronRight aria-hidden className="size-4" />
            </IconButton>
          </span>
        ) : null}
        <IconButton
          label={isFolded ? 'Show the answer form' : 'Fold the answer form'}
          aria-expanded={!isFolded}
          onClick={() => setFolded(!isFolded)}
        >
          <ChevronDown aria-hidden className={isFolded ? 'size-4 rotate-180' : 'size-4'} />
        </IconButton>
      </div>
      {about}
      {isFolded ? null : (
        <div className="mt-2 max-w-3xl">
          {held ? (
            <p role="status" className="mb-2 flex flex-wrap items-center gap-2 text-sm text-muted">
              {held.answered_by ? `Answered by ${held.answered_by.name}.` : 'This does not wait any more.'}
              <Button
                size="small"
                onClick={() => {
                  setRefused(null);
                  setSent((before) => [...before, held.call_id]);
                }}
              >
                Close
              </Button>
            </p>
          ) : null}
          <AnswerForm
            key={request.call_id}
            request={request}
            agent={agent}
            onSent={() => setSent((before) => [...before, request.call_id])}
            onRefused={() => setRefused(request.call_id)}
          />
        </div>
      )}
    </section>
  );
}

const isOpen = (status: TaskStatus): boolean => status === 'needs_input' || status === 'pending';

/** A link to `#answer` puts the person into the form at once. */
function useAnswerAnchor(panel: RefObject<HTMLElement | null>, isThere: boolean): void {
  const isMeant = useLocation({ select: ({ hash }) => hash === 'answer' });
  useEffect(() => {
    if (isThere && isMeant) {
      panel.current?.querySelector<HTMLElement>('textarea, input')?.focus({ preventScroll: true });
    }
  }, [panel, isThere, isMeant]);
}
