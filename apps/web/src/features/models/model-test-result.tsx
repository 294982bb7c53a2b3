import type { ModelTest } from '@taskhelm/contract';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { formatCount } from '../../lib/format-number.ts';

/** What a trial call showed, in words. */
export function ModelTestResult({ test }: { test: ModelTest }) {
  const Icon = test.ok ? CircleCheck : CircleAlert;
  return (
    <p
      className={`mt-1 flex items-start gap-1.5 text-sm break-words ${test.ok ? 'text-completed' : 'text-failed'}`}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0">{sentence(test)}</span>
    </p>
  );
}

function sentence({ failure, latency_ms, tool_calling, note }: ModelTest): string {
  if (failure) return failure.message;
  const answered = `Answered in ${formatCount(latency_ms)} ms.`;
  return tool_calling ? `${answered} Tool calling works.` : `${answered} Tool calling does not work: ${note}`;
}
