import { useEffect, useMemo } from 'react';
import { Button } from '../../components/button.tsx';
import { Markdown, MAX_CHARACTERS } from '../../components/markdown.tsx';
import { Elapsed } from '../../components/time.tsx';
import { formatCompact } from '../../lib/format-number.ts';
import { beginningOf, splitBlocks } from './message-blocks.ts';
import { useOpenCard, useOpenCards } from './open-cards.tsx';

type AgentTextProps = {
  /** Number of the event that holds the text, or will hold it. */
  seq: number;
  text: string;
  /** Of a text that is still being written. */
  draft?: { agent: string; at: string; reasoning: string };
};

/** What an agent said or is saying just now, the same for both: who reads it sees no difference when it has been said. */
export function AgentText({ seq, text, draft }: AgentTextProps) {
  const blocks = useMemo(() => splitBlocks(text), [text]);
  const beginning = useMemo(() => beginningOf(blocks), [blocks]);
  const isLong = beginning !== blocks;
  const [isOpen, toggle] = useOpenCard(seq, false);
  const isWhole = isOpen || draft !== undefined;
  const shown = !isWhole ? beginning : draft || text.length <= MAX_CHARACTERS ? blocks : [text];
  useKeepOpen(seq, isLong && draft !== undefined);
  return (
    <>
      {draft && text === '' && draft.reasoning !== '' ? (
        <p className="line-clamp-2 border-l-2 pl-3 text-sm break-words text-muted">
          {draft.reasoning.slice(-400)}
        </p>
      ) : null}
      {shown.map((block, index) => (
        <Markdown key={index} text={block} />
      ))}
      {isLong && !isWhole ? (
        <Button size="small" className="mt-2" aria-expanded={false} onClick={toggle}>
          Show all {formatCompact(text.length)} characters
        </Button>
      ) : null}
      {draft ? (
        <p className="mt-1 flex items-center gap-2 text-sm text-muted tabular-nums">
          <span aria-hidden className="size-2 animate-pulse rounded-full bg-in-progress" />
          {draft.agent} is {text === '' ? 'thinking' : 'writing'} · <Elapsed from={draft.at} to={null} />
        </p>
      ) : null}
    </>
  );
}

/** What a reader has seen come stays as it is. */
function useKeepOpen(seq: number, isKept: boolean): void {
  const { keepOpen } = useOpenCards();
  useEffect(() => {
    if (isKept) keepOpen(seq);
  }, [keepOpen, seq, isKept]);
}
