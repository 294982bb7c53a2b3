import type { InboxItem, SnoozeRequest } from '@taskhelm/contract';
import { AlarmClock } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { LazyMenu } from '../../components/lazy-menu.tsx';
import { useCommand } from '../../lib/commands.ts';
import { expectedEnd, SNOOZE_CHOICES } from './snooze-times.ts';

const SnoozeDialog = lazy(() =>
  import('./snooze-dialog.tsx').then((module) => ({ default: module.SnoozeDialog })),
);

type SnoozeMenuProps = { item: InboxItem; onSnooze: (request: SnoozeRequest) => void };

/** Puts a request off, for this person alone. */
export function SnoozeMenu({ item, onSnooze }: SnoozeMenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [choosesTime, setChoosesTime] = useState(false);
  const run = (): void => button.current?.click();
  useCommand({ id: 'snooze', keys: 'h', label: 'Snooze', group: 'Answering', run });
  return (
    <>
      <LazyMenu
        side="top"
        trigger={
          <Button
            ref={button}
            size="small"
            aria-keyshortcuts="h"
            icon={<AlarmClock aria-hidden className="size-3.5" />}
          >
            Snooze
          </Button>
        }
        entries={[
          { kind: 'heading', id: 'heading', label: 'Out of your inbox for' },
          ...SNOOZE_CHOICES.map(({ id, label, request }) => ({
            kind: 'action' as const,
            id,
            label: isOverBefore(item, request) ? `${label} · it expires before` : label,
            onSelect: () => onSnooze(request(Date.now())),
          })),
          { kind: 'action', id: 'until', label: 'Until …', onSelect: () => setChoosesTime(true) },
        ]}
      />
      {choosesTime ? (
        <Suspense>
          <SnoozeDialog
            title={item.title}
            onClose={() => setChoosesTime(false)}
            onChoose={(until) => {
              setChoosesTime(false);
              onSnooze({ until });
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}

/** Nobody would be asked again. */
function isOverBefore(item: InboxItem, request: (now: number) => SnoozeRequest): boolean {
  if (item.expires_at === null || item.on_expiry === 'stay') return false;
  const now = Date.now();
  return Date.parse(expectedEnd(request(now), now)) >= Date.parse(item.expires_at);
}
