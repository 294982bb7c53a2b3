import { Terminal } from 'lucide-react';
import { useCopied } from '../lib/use-copied.ts';
import { Button } from './button.tsx';

/** Copies a line for a shell; `line` is made when it is asked for. */
export function CopyCurlButton({ line, label = 'Copy as cURL' }: { line: () => string; label?: string }) {
  const { copied, copy } = useCopied();
  return (
    <Button
      size="small"
      variant="quiet"
      icon={<Terminal aria-hidden className="size-3.5" />}
      onClick={() => void copy(line()).catch(() => undefined)}
    >
      {copied ? 'Copied' : label}
    </Button>
  );
}
