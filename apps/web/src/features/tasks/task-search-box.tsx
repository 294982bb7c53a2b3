import { Search } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useCommand } from '../../lib/commands.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';

const DEBOUNCE_MS = 250;

/** Tells the text when typing rests. A text that comes from outside (Back, Clear) takes the place of what stands here. */
export function TaskSearchBox({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const shortcut = useShortcuts();
  const [text, setText] = useState(value);
  const told = useRef(value);
  const tell = useEffectEvent(onChange);

  useEffect(() => {
    if (value !== told.current) setText(value);
    told.current = value;
  }, [value]);

  useEffect(() => {
    const wanted = text.trim();
    if (wanted === told.current) return;
    const timer = setTimeout(() => {
      told.current = wanted;
      tell(wanted);
    }, DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [text]);

  useCommand({
    id: 'search',
    keys: '/',
    label: 'Search tasks',
    group: 'Task list',
    run: () => {
      input.current?.focus();
      input.current?.select();
    },
  });

  return (
    <div className="relative max-w-80 min-w-28 grow-99 basis-32 max-md:max-w-none">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-muted"
      />
      <input
        ref={input}
        type="search"
        aria-label="Search tasks"
        aria-keyshortcuts={shortcut('/')}
        placeholder="Search title, text, result"
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          if (text === '') input.current?.blur();
          setText('');
        }}
        className="field !min-h-7 !py-0.5 !pl-8 text-sm coarse:!min-h-11"
      />
    </div>
  );
}
