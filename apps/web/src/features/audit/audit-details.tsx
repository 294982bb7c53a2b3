import type { AuditEntry } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ExactTime } from '../../components/time.tsx';
import type { AuditSearch } from './audit-search.ts';
import { describeValue } from './audit-words.ts';

const LINK = 'inline-flex min-h-6 max-w-full items-center text-accent hover:underline coarse:min-h-11';

/** All that the log holds of an act. */
export function AuditDetails({ id, entry, search }: { id: string; entry: AuditEntry; search: AuditSearch }) {
  const { at, actor, action, subject, detail } = entry;
  return (
    <dl id={id} className="space-y-1 bg-surface py-2 pr-3 pl-8 coarse:pl-13">
      <Fact name="When">
        <ExactTime at={at} />
      </Fact>
      <Fact name="Who">
        {actor.name} ({actor.type}) <Id id={actor.id} />{' '}
        {search.actor === actor.name ? null : (
          <Link to="/settings/audit" search={{ actor: actor.name, from: search.from }} className={LINK}>
            All that they did
          </Link>
        )}
      </Fact>
      <Fact name="Act">
        <code className="mono">{action}</code>
      </Fact>
      {subject ? (
        <Fact name="What">
          {subject.name} ({subject.type.replace('_', ' ')}) <Id id={subject.id} />{' '}
          {search.subject_id === subject.id ? null : (
            <Link
              to="/settings/audit"
              search={{ subject_id: subject.id, from: search.from }}
              className={LINK}
            >
              All that was done to it
            </Link>
          )}
        </Fact>
      ) : null}
      {Object.entries(detail).map(([name, value]) => (
        <Fact key={name} name={name.replaceAll('_', ' ')}>
          {name === 'task_id' ? (
            <Link to="/tasks/$id" params={{ id: describeValue(value) }} className={LINK}>
              <span className="mono min-w-0 break-all">{describeValue(value)}</span>
            </Link>
          ) : (
            describeValue(value)
          )}
        </Fact>
      ))}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap gap-x-3">
      <dt className="w-28 shrink-0 text-muted first-letter:uppercase">{name}</dt>
      <dd className="min-w-0 flex-1 basis-48 break-words">{children}</dd>
    </div>
  );
}

const Id = ({ id }: { id: string | null }) =>
  id === null ? null : <span className="mono break-all text-muted">{id}</span>;
