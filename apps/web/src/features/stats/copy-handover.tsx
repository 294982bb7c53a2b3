import { Check, ClipboardCopy } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { usePreference } from '../../lib/preferences.ts';
import { toastError } from '../../lib/toast.ts';
import { useCopied } from '../../lib/use-copied.ts';
import { writeHandover } from './handover-markdown.ts';
import type { Handover } from './handover.ts';

export function CopyHandover({ handover }: { handover: Handover | undefined }) {
  const zone = usePreference('zone');
  const { copied, copy } = useCopied();
  const refused = (): void =>
    toastError(
      'Nothing was copied',
      new Error('The browser did not allow it. Allow this page to use the clipboard.'),
    );
  const Icon = copied ? Check : ClipboardCopy;
  return (
    <Button
      variant="primary"
      icon={<Icon aria-hidden className="size-4" />}
      disabled={!handover}
      onClick={() => handover && void copy(writeHandover(handover, location.origin, zone)).catch(refused)}
    >
      {copied ? 'Copied' : 'Copy as Markdown'}
    </Button>
  );
}
