import type { TriggerDelivery } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { JsonView } from '../../components/json-view.tsx';
import { readJson } from '../../lib/read-json.ts';
import { triggerQueries } from './trigger-queries.ts';

type DeliveryBodyProps = { triggerId: string; delivery: TriggerDelivery; startsOpen: boolean };

/** What was sent. A long one is fetched whole when it is opened. */
export function DeliveryBody({ triggerId, delivery, startsOpen }: DeliveryBodyProps) {
  const [isOpen, setOpen] = useState(startsOpen);
  const whole = useQuery({
    ...triggerQueries.delivery(triggerId, delivery.id),
    enabled: isOpen && delivery.body_is_cut,
  }).data;
  const { body, headers } = whole ?? delivery;
  return (
    <details open={isOpen} className="group" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="inline-flex min-h-6 list-none items-center gap-1 text-muted hover:text-text coarse:min-h-11">
        <ChevronRight aria-hidden className="size-3.5 group-open:rotate-90" />
        Body and headers
      </summary>
      {isOpen ? (
        <div className="mt-1 space-y-2">
          <JsonView value={readJson(body ?? '')} label="Body" />
          {Object.keys(headers).length > 0 ? <JsonView value={headers} label="Headers" /> : null}
        </div>
      ) : null}
    </details>
  );
}
