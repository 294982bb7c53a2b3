import type { AuditEntry } from '@taskhelm/contract';
import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { AuditDetails } from './audit-details.tsx';
import type { AuditSearch } from './audit-search.ts';
import { describeAct, describeMore } from './audit-words.ts';
import { SubjectLink } from './subject-link.tsx';

/** Who did what, in one sentence; the rest on opening. */
export function AuditRow({ entry, search }: { entry: AuditEntry; search: AuditSearch }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { actor, subject, at } = entry;
  const act = describeAct(entry);
  const more = describeMore(entry);
  return (
    <li className="text-sm">
      <div className="flex items-start gap-1 py-1 pr-3 pl-1">
        <IconButton
          label={`Details: ${actor.name} ${act} ${subject?.name ?? ''}`.trim()}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          className="!size-6 coarse:!size-11"
          onClick={() => setOpen(!isOpen)}
        >
          <ChevronRight aria-hidden className={isOpen ? 'size-3.5 rotate-90' : 'size-3.5'} />
        </IconButton>
        <RelativeTime
          at={at}
          className="w-28 shrink-0 leading-6 text-muted max-sm:hidden coarse:leading-11"
        />
        <p className="min-w-0 flex-1 leading-6 break-words coarse:py-2.5">
          <b className="font-medium">{actor.name}</b> {act}{' '}
          {subject ? (
            <>
              <SubjectLink entry={entry} subject={subject} />{' '}
            </>
          ) : null}
          {more ? <span className="text-muted">· {more}</span> : null}
          <RelativeTime at={at} className="block text-muted sm:hidden" />
        </p>
      </div>
      {isOpen ? <AuditDetails id={id} entry={entry} search={search} /> : null}
    </li>
  );
}
