import { CircleAlert, CircleCheck } from 'lucide-react';

/** What a trial came to, in words. */
export function OutcomeLine({ ok, text }: { ok: boolean; text: string }) {
  const Icon = ok ? CircleCheck : CircleAlert;
  return (
    <p
      className={`mt-1 flex items-start gap-1.5 text-sm break-words ${ok ? 'text-completed' : 'text-failed'}`}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0">{text}</span>
    </p>
  );
}
