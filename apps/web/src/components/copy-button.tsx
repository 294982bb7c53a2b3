import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from './button.tsx';

/** Puts `text` on the clipboard and says so. */
export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <IconButton
      label={copied ? 'Copied' : label}
      onClick={() => void copy().catch(() => undefined)}
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
