import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ErrorLine } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { plural } from '../../lib/format-number.ts';
import { groupFailures } from './group-failures.ts';
import { TaskItems } from './task-items.tsx';
import { taskQueries } from './task-queries.ts';

const RECENT = 10;
const FAILURES = 100;

/** The newest tasks of one agent, and what failed lately. `agent` is a name or an id. */
export function AgentTasks({ agent }: { agent: string }) {
  return (
    <div className="grid gap-x-6 xl:grid-cols-[3fr_2fr]">
      <RecentTasks agent={agent} />
      <RecentFailures agent={agent} />
    </div>
  );
}

function RecentTasks({ agent }: { agent: string }) {
  const query = useQuery(taskQueries.some({ agent: [agent], sort: '-created_at', per_page: RECENT }));
  return (
    <Section title="Recent tasks" more={<MoreLink agent={agent}>All tasks</MoreLink>}>
      {query.data ? (
        query.data.data.length > 0 ? (
          <TaskItems tasks={query.data.data} />
        ) : (
          <Nothing>No task yet.</Nothing>
        )
      ) : (
        <Waiting error={query.error} />
      )}
    </Section>
  );
}

function RecentFailures({ agent }: { agent: string }) {
  const search = { agent: [agent], status: ['failed' as const], sort: '-finished_at' as const };
  const query = useQuery(taskQueries.some({ ...search, per_page: FAILURES }));
  const groups = groupFailures(query.data?.data ?? []);
  const seen = query.data && query.data.total > FAILURES ? ` (of the last ${FAILURES})` : '';
  return (
    <Section
      title={`Failures by code${seen}`}
      more={
        <MoreLink agent={agent} failed>
          All failed
        </MoreLink>
      }
    >
      {query.data ? null : <Waiting error={query.error} />}
      {query.data && groups.length === 0 ? <Nothing>Nothing has failed.</Nothing> : null}
      <ul>
        {groups.map(({ code, count, latest }) => (
          <li key={code} className="border-b px-4 py-2 md:px-6 xl:px-4">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <code className="mono font-medium">{code}</code>
              <span className="text-sm text-muted">
                {plural(count, 'task')}, last{' '}
                {latest.finished_at ? <RelativeTime at={latest.finished_at} /> : 'now'}
              </span>
            </p>
            <Link
              to="/tasks/$id"
              params={{ id: latest.id }}
              className="inline-flex min-h-6 max-w-full items-center text-sm text-failed hover:underline coarse:min-h-11 coarse:min-w-11"
            >
              <span className="truncate">{latest.failure?.message ?? latest.title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Section({ title, more, children }: { title: string; more: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0">
      <div className="flex items-center justify-between gap-3 border-b px-4 py-2 md:px-6 xl:px-4">
        <h2 className="text-sm font-semibold">{title}</h2>
        {more}
      </div>
      {children}
    </section>
  );
}

function MoreLink({ agent, failed, children }: { agent: string; failed?: boolean; children: ReactNode }) {
  return (
    <Link
      to="/tasks"
      search={{
        agent: [agent],
        ...(failed ? { status: ['failed' as const], sort: '-finished_at' as const } : {}),
      }}
      className="inline-flex min-h-6 items-center text-sm text-accent hover:underline coarse:min-h-11"
    >
      {children}
    </Link>
  );
}

const Nothing = ({ children }: { children: ReactNode }) => (
  <p className="px-4 py-6 text-sm text-muted md:px-6 xl:px-4">{children}</p>
);

function Waiting({ error }: { error: Error | null }) {
  return error ? (
    <div className="p-4">
      <ErrorLine title="This could not be read." error={error} />
    </div>
  ) : (
    <Skeleton rows={3} />
  );
}
