import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Inbox, Plus, SearchX } from 'lucide-react';
import { useState } from 'react';
import { Button, buttonClass } from '../../components/button.tsx';
import { CodeSample } from '../../components/code-sample.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { API_BASE } from '../../lib/api-client.ts';
import { usePreference } from '../../lib/preferences.ts';
import { formatCount } from '../../lib/format-number.ts';
import { describeFilters } from './describe-filters.ts';
import { taskQueries } from './task-queries.ts';
import { changeSearch, toListQuery, withoutFilters, type TaskSearch } from './task-search.ts';

/** The very first view: how to make a task here and from outside. */
export function NoTasks() {
  const curl = [
    `curl -X POST ${location.origin}${API_BASE}/tasks \\`,
    '  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\',
    `  -d '{"agent": "researcher", "title": "My first task"}'`,
  ].join('\n');
  return (
    <EmptyState icon={<Inbox aria-hidden className="size-7" />} title="No tasks yet">
      <p className="mt-1 max-w-md text-sm text-muted">
        Give an agent something to do. You see everything it does, answer what it asks and can stop it at any
        time.
      </p>
      <Link to="/tasks/new" className={`${buttonClass('primary')} mt-4`}>
        <Plus aria-hidden className="size-4" />
        Create a task
      </Link>
      <div className="mt-6 w-full max-w-2xl text-left">
        <p className="mb-1 text-sm text-muted">Or from anywhere with an API token:</p>
        <CodeSample text={curl} label="Create a task with curl" copyLabel="Copy command" />
      </div>
    </EmptyState>
  );
}

type DropButtonProps = { text: string; search: TaskSearch; onChange: (search: TaskSearch) => void };

/** Says how many tasks there are without the filter. */
function DropButton({ text, search, onChange }: DropButtonProps) {
  const [now] = useState(() => Date.now());
  const query = { ...toListQuery(search, now), per_page: 1 };
  const page = useQuery({ ...taskQueries.some(query), refetchInterval: false }).data;
  return (
    <Button className="max-w-full" onClick={() => onChange(search)}>
      <span className="truncate">Drop {text}</span>
      {page ? (
        <span className="text-muted tabular-nums">
          ({formatCount(page.total)}
          {page.total_is_capped ? '+' : ''})
        </span>
      ) : null}
    </Button>
  );
}

/** Nothing under these filters: names them, so that one can be dropped. */
export function NoMatch({
  search,
  onChange,
}: {
  search: TaskSearch;
  onChange: (search: TaskSearch) => void;
}) {
  const active = describeFilters(search, usePreference('zone'));
  return (
    <EmptyState
      icon={<SearchX aria-hidden className="size-7" />}
      title={active.length > 0 ? 'No task matches' : 'This page is empty'}
    >
      {active.length > 0 ? (
        <p className="mt-1 max-w-md text-sm wrap-anywhere text-muted">
          {active.map((part) => part.text).join(' · ')}
        </p>
      ) : null}
      <div className="mt-4 flex max-w-full flex-wrap justify-center gap-2">
        {active.length > 1
          ? active.map((part) => (
              <DropButton
                key={part.key}
                text={part.text}
                search={changeSearch(search, part.drop)}
                onChange={onChange}
              />
            ))
          : null}
        <Button variant="primary" onClick={() => onChange(withoutFilters(search))}>
          {active.length > 0 ? 'Clear filters' : 'Go to page 1'}
        </Button>
      </div>
    </EmptyState>
  );
}
