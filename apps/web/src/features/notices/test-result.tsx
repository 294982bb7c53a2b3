import type { WebhookFormat, WebhookTest } from '@taskhelm/contract';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { formatDuration } from '../../lib/format-time.ts';

/** What a test message came to, in words. */
export function TestResult({ format, test }: { format: WebhookFormat; test: WebhookTest }) {
  const Icon = test.ok ? CircleCheck : CircleAlert;
  return (
    <p
      className={`mt-1 flex items-start gap-1.5 text-sm break-words ${test.ok ? 'text-completed' : 'text-failed'}`}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0">{describeTest(format, test)}</span>
    </p>
  );
}

function describeTest(format: WebhookFormat, { ok, status, error, duration_ms }: WebhookTest): string {
  const time = formatDuration(duration_ms);
  if (!ok) return `The test message did not arrive. ${error ?? ''} (${time})`;
  return format === 'email'
    ? `The mail server took the test message after ${time}.`
    : `The test message arrived: it answered ${status} after ${time}.`;
}
