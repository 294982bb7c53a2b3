import { Bot } from 'lucide-react';
import { Markdown } from '../../components/markdown.tsx';
import { Elapsed } from '../../components/time.tsx';
import { splitBlocks } from './draft-text.ts';

type DraftViewProps = { agent: string; since: string; text: string; reasoning: string };

/** What the model is saying just now, or for how long it has been silent. Never announced: only whole messages are. */
export function DraftView({ agent, since, text, reasoning }: DraftViewProps) {
  return (
    <div aria-busy>
      {text === '' ? null : (
        <p className="mb-0.5 flex items-center gap-1.5 text-sm">
          <Bot aria-hidden className="size-3.5 text-muted" />
          <span className="font-semibold">{agent}</span>
        </p>
      )}
      {text === '' && reasoning !== '' ? (
        <p className="line-clamp-2 border-l-2 pl-3 text-sm break-words text-muted">{reasoning.slice(-400)}</p>
      ) : null}
      {splitBlocks(text).map((block, index) => (
        <Markdown key={index} text={block} />
      ))}
      <p className="mt-1 flex items-center gap-2 text-sm text-muted tabular-nums">
        <span aria-hidden className="size-2 animate-pulse rounded-full bg-in-progress" />
        {agent} is {text === '' ? 'thinking' : 'writing'} · <Elapsed from={since} to={null} />
      </p>
    </div>
  );
}
