import { CopyButton } from './copy-button.tsx';

/** Lines to copy into a shell or a program. */
export function CodeSample({ text, label, copyLabel }: { text: string; label: string; copyLabel: string }) {
  return (
    <div className="relative rounded-md border bg-surface text-left">
      <pre tabIndex={0} aria-label={label} className="mono overflow-x-auto p-3 pr-10 text-sm">
        {text}
      </pre>
      <span className="absolute top-1.5 right-1.5 bg-surface">
        <CopyButton text={text} label={copyLabel} />
      </span>
    </div>
  );
}
