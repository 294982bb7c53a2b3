import type { Webhook } from '@taskhelm/contract';
import { TriangleAlert } from 'lucide-react';

/** Why nothing is sent, where the server itself switched a destination off. */
export function SwitchedOff({ notice }: { notice: Webhook }) {
  if (notice.enabled || notice.disabled_reason === null) return null;
  return (
    <p className="mt-1 flex items-start gap-1.5 text-sm text-failed">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 break-words">
        Switched off by itself. {notice.disabled_reason} Correct the address, then switch it on again.
      </span>
    </p>
  );
}
