import { Check, Copy } from 'lucide-react';
import { useCopied } from '../lib/use-copied.ts';
import { IconButton } from './button.tsx';

/** Puts `text` on the clipboard and says so. */
export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const { copied, copy } = useCopied();
  return (
    <IconButton
      label={copied ? 'Copied' : label}
      onClick={() => void copy(text).catch(() => undefined)}
      className="!size-6 coarse:!size-11"
    >
      {copied ? (
        <Check aria-hidden className="size-3.5 text-completed" />
      ) : (
        <Copy aria-hidden className="size-3.5" />
      )}
    </IconButton>
  );
}
