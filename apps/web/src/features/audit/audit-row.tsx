import type { AuditEntry } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { AuditDetails } from './audit-details.tsx';
import type { AuditSearch } from './audit-search.ts';
import { describeAct, describeMore } from './audit-words.ts';
import { SubjectLink } from './subject-link.tsx';

const LINK = 'inline-flex min-h-6 max-w-full items-center hover:underline coarse:min-h-11';

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
        <p className="min-w-0 flex-1 leading-6 break-words">
          <Link
            to="/settings/audit"
            search={{ ...search, actor: actor.name, page: undefined, as_of: undefined }}
            title={`Only what ${actor.name} did`}
            className={`${LINK} font-medium`}
          >
            <span className="min-w-0 break-words">{actor.name}</span>
          </Link>{' '}
          {act}{' '}
          {subject ? (
            <>
              <SubjectLink entry={entry} subject={subject} className={`${LINK} text-accent`} />{' '}
            </>
          ) : null}
          <span className="text-muted">
            {more} <RelativeTime at={at} className="sm:hidden" />
          </span>
        </p>
      </div>
      {isOpen ? <AuditDetails id={id} entry={entry} search={search} /> : null}
    </li>
  );
}
