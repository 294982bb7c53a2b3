import type { TaskSource } from '@taskhelm/contract';
import { Bot, CalendarClock, MousePointer2, Terminal, Webhook } from 'lucide-react';

export const SOURCE_LABELS: Record<TaskSource, string> = {
  agent: 'Agent',
  api: 'API',
  dashboard: 'Dashboard',
  cron: 'Schedule',
  webhook: 'Webhook',
};

const ICONS = {
  agent: Bot,
  api: Terminal,
  dashboard: MousePointer2,
  cron: CalendarClock,
  webhook: Webhook,
} as const;

export function SourceLabel({ source }: { source: TaskSource }) {
  const Icon = ICONS[source];
  return (
    <span className="inline-flex items-center gap-1.5 align-middle whitespace-nowrap">
      <Icon aria-hidden className="size-3.5 text-muted" />
      {SOURCE_LABELS[source]}
    </span>
  );
}
