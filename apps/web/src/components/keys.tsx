/** A key or a sequence of keys, as they are printed on a keyboard. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="inline-flex gap-1">
      {keyNames(keys).map((key, index) => (
        <kbd
          key={index}
          className="inline-flex h-5 min-w-5 items-center justify-center rounded border bg-surface px-1 font-sans text-xs text-muted"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}

export function keyNames(keys: string): string[] {
  return keys.split(/[ +]/).map((key) => NAMES[key] ?? key.toUpperCase());
}

const NAMES: Record<string, string> = {
  shift: '⇧',
  mod: isMac() ? '⌘' : 'Ctrl',
  Enter: '↵',
  Escape: 'Esc',
  Space: 'Space',
  ArrowRight: '→',
  ArrowLeft: '←',
  '/': '/',
  '?': '?',
};

function isMac(): boolean {
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);
}
