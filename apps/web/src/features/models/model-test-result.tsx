import type { ModelTest } from '@taskhelm/contract';
import { OutcomeLine } from '../../components/outcome-line.tsx';
import { formatCount } from '../../lib/format-number.ts';

/** What a trial call showed, in words. */
export function ModelTestResult({ test }: { test: ModelTest }) {
  return <OutcomeLine ok={test.ok} text={sentence(test)} />;
}

function sentence({ failure, latency_ms, tool_calling, note }: ModelTest): string {
  if (failure) return failure.message;
  const answered = `Answered in ${formatCount(latency_ms)} ms.`;
  return tool_calling ? `${answered} Tool calling works.` : `${answered} Tool calling does not work: ${note}`;
}
