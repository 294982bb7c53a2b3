import { Check, ClipboardCopy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { toastError } from '../../lib/toast.ts';
import { writeHandover } from './handover-markdown.ts';
import type { Handover } from './handover.ts';

export function CopyHandover({ handover }: { handover: Handover | undefined }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      toastError(
        'Nothing was copied',
        new Error('The browser did not allow it. Allow this page to use the clipboard.'),
      );
    }
  };
  const Icon = copied ? Check : ClipboardCopy;
  return (
    <Button
      variant="primary"
      icon={<Icon aria-hidden className="size-4" />}
      disabled={!handover}
      onClick={() => handover && void copy(writeHandover(handover, location.origin))}
    >
      {copied ? 'Copied' : 'Copy as Markdown'}
    </Button>
  );
}
