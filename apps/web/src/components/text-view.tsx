import { WrapText } from 'lucide-react';
import { clsx } from 'clsx';
import { useState, type ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import { DownloadButton } from './download-button.tsx';

/** More is not laid out; it can be copied and downloaded whole. */
const MOST_SHOWN = 100_000;

type TextViewProps = {
  text: string;
  label: string;
  fileName: string;
  /** Further buttons, before those of the text. */
  actions?: ReactNode;
  /** What is shown in the place of the plain text. */
  children?: ReactNode;
};

/** Text as it is, with buttons to wrap, copy and download it; as high as `--most-height` lets it. */
export function TextView({ text, label, fileName, actions, children }: TextViewProps) {
  const [wraps, setWraps] = useState(true);
  const isCut = text.length > MOST_SHOWN;
  const name = label.toLowerCase();
  return (
    <div className="flex flex-col-reverse rounded-md border bg-bg p-2 text-sm md:flex-row md:items-start md:gap-1">
      <div className="min-w-0 flex-1">
        {children ?? (
          <pre
            tabIndex={0}
            aria-label={label}
            className={clsx(
              'mono max-h-(--most-height,24rem) overflow-auto',
              wraps ? 'break-words whitespace-pre-wrap' : 'whitespace-pre',
            )}
          >
            {isCut ? text.slice(0, MOST_SHOWN) : text}
          </pre>
        )}
        {isCut && !children ? (
          <p className="mt-1 text-xs text-muted">
            Only the beginning is shown. Copy or download it for the rest.
          </p>
        ) : null}
      </div>
      <div className="-my-0.5 flex shrink-0 items-center justify-end gap-0.5">
        {actions}
        {children ? null : (
          <button
            type="button"
            aria-pressed={wraps}
            aria-label={`Wrap lines of ${name}`}
            title="Wrap lines"
            onClick={() => setWraps(!wraps)}
            className="inline-flex size-6 items-center justify-center rounded text-muted hover:bg-hover aria-pressed:text-accent coarse:size-11"
          >
            <WrapText aria-hidden className="size-3.5" />
          </button>
        )}
        <CopyButton text={text} label={`Copy ${name}`} />
        <DownloadButton text={text} fileName={fileName} label={`Download ${name}`} />
      </div>
    </div>
  );
}
