import { ArrowUp } from 'lucide-react';
import { plural } from '../../lib/format-number.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';

/** On wide pages its place is kept free, on a phone it lies over the page: nothing moves when it comes. */
export function NewTasksPill({ count, onShow }: { count: number; onShow: () => void }) {
  const shortcut = useShortcuts();
  return (
    <div
      role="status"
      className="flex h-7 items-center justify-end md:min-w-32 max-md:fixed max-md:bottom-[calc(4.5rem+env(safe-area-inset-bottom))] max-md:left-1/2 max-md:z-30 max-md:-translate-x-1/2 coarse:h-11"
    >
      {count > 0 ? (
        <button
          type="button"
          aria-keyshortcuts={shortcut('n')}
          onClick={onShow}
          className="inline-flex h-7 items-center gap-1 rounded-full bg-accent px-3 text-xs font-medium text-accent-text tabular-nums max-md:shadow-pop coarse:h-11"
        >
          <ArrowUp aria-hidden className="size-3.5" />
          {count > 99 ? '99+ new tasks' : plural(count, 'new task')}
        </button>
      ) : null}
    </div>
  );
}
