import type { ToolInfo } from '@taskhelm/contract';

const EFFECTS: Record<ToolInfo['effect'], { label: string; hint: string }> = {
  read: { label: 'reads', hint: 'It changes nothing' },
  idempotent: { label: 'repeatable', hint: 'Running it twice does no more than once' },
  once: { label: 'acts', hint: 'Each run does something again' },
};

/** What running a tool does to the world. */
export function ToolEffectLabel({ effect }: { effect: ToolInfo['effect'] }) {
  const { label, hint } = EFFECTS[effect];
  return (
    <span title={hint} className="shrink-0 rounded bg-hover px-1.5 text-xs leading-5 text-muted">
      {label}
    </span>
  );
}
