import type { WebhookFormat, WebhookTest } from '@taskhelm/contract';
import { OutcomeLine } from '../../components/outcome-line.tsx';
import { formatDuration } from '../../lib/format-time.ts';

/** What a test message came to, in words. */
export function TestResult({ format, test }: { format: WebhookFormat; test: WebhookTest }) {
  return <OutcomeLine ok={test.ok} text={describeTest(format, test)} />;
}

function describeTest(format: WebhookFormat, { ok, status, error, duration_ms }: WebhookTest): string {
  const time = formatDuration(duration_ms);
  if (!ok) return `The test message did not arrive. ${error ?? ''} (${time})`;
  return format === 'email'
    ? `The mail server took the test message after ${time}.`
    : `The test message arrived: it answered ${status} after ${time}.`;
}
