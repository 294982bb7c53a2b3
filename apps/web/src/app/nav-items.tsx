import { Bot, CalendarClock, ChartColumn, Inbox, ListTodo, Settings } from 'lucide-react';

/** The places one can go to, in order. */
export const NAV_ITEMS = [
  { to: '/tasks', label: 'Tasks', Icon: ListTodo, hint: 'g t' },
  { to: '/inbox', label: 'Inbox', Icon: Inbox, hint: 'g i' },
  { to: '/agents', label: 'Agents', Icon: Bot, hint: 'g a' },
  { to: '/triggers', label: 'Triggers', Icon: CalendarClock, hint: 'g r' },
  { to: '/overview', label: 'Overview', Icon: ChartColumn, hint: 'g o' },
  { to: '/settings', label: 'Settings', Icon: Settings, hint: 'g s' },
] as const;

export function WaitingBadge({ count, className }: { count: number; className?: string }) {
  if (count === 0) return null;
  return (
    <span
      className={`inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-full bg-needs-input px-1 text-xs leading-none font-semibold text-bg tabular-nums ${className ?? ''}`}
    >
      {count > 99 ? '99+' : count}
      <span className="sr-only"> waiting</span>
    </span>
  );
}
