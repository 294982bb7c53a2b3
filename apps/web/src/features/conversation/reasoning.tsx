import { ChevronRight } from 'lucide-react';
import { Markdown } from '../../components/markdown.tsx';
import { useOpenCard } from './open-cards.tsx';

/** What a model thought before it acted; folded, since few look for it. */
export function Reasoning({ seq, text }: { seq: number; text: string }) {
  const [open, toggle] = useOpenCard(seq, false);
  return (
    <div className="text-sm text-muted">
      <button
        type="button"
        aria-expanded={open}
        onClick={toggle}
        className="inline-flex min-h-6 items-center gap-1 rounded hover:text-text coarse:min-h-11"
      >
        <ChevronRight aria-hidden className={open ? 'size-3.5 rotate-90' : 'size-3.5'} />
        Reasoning
      </button>
      {open ? (
        <div className="mt-1 border-l-2 pl-3">
          <Markdown text={text} />
        </div>
      ) : null}
    </div>
  );
}
