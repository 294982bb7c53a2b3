import { CopyButton } from './copy-button.tsx';

/** Lines to copy into a shell or a program. */
export function CodeSample({ text, label, copyLabel }: { text: string; label: string; copyLabel: string }) {
  return (
    <div className="flex items-start rounded-md border bg-surface text-left">
      <pre tabIndex={0} aria-label={label} className="mono min-w-0 flex-1 overflow-x-auto p-3 text-sm">
        {text}
      </pre>
      <span className="shrink-0 p-1.5">
        <CopyButton text={text} label={copyLabel} />
      </span>
    </div>
  );
}
