import { Terminal } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button.tsx';

/** Copies a line for a shell; `line` is made when it is asked for. */
export function CopyCurlButton({ line, label = 'Copy as cURL' }: { line: () => string; label?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(line());
    setCopied(true);
    setTimeout(() => setCopied(false), 1_500);
  };
  return (
    <Button
      size="small"
      variant="quiet"
      icon={<Terminal aria-hidden className="size-3.5" />}
      onClick={() => void copy().catch(() => undefined)}
    >
      {copied ? 'Copied' : label}
    </Button>
  );
}
