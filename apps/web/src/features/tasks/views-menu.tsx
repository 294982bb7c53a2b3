import type { View } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { LazyMenu } from '../../components/lazy-menu.tsx';
import type { MenuEntry } from '../../components/menu.tsx';
import { runCommand, useCommand } from '../../lib/commands.ts';
import { currentView, fromViewQuery, toViewQuery } from './saved-views.ts';
import type { TaskSearch } from './task-search.ts';
import { useDeleteView, viewQueries } from './view-queries.ts';

const ViewDialog = lazy(() => import('./view-dialog.tsx').then((module) => ({ default: module.ViewDialog })));

type ViewsMenuProps = { search: TaskSearch; onSearch: (search: TaskSearch) => void };

/** Opens saved views, and saves what the list shows as one. */
export function ViewsMenu({ search, onSearch }: ViewsMenuProps) {
  const views = useQuery(viewQueries.list()).data ?? [];
  const remove = useDeleteView();
  const [edited, setEdited] = useState<View | 'new' | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  useCommand({
    id: 'views',
    keys: 'v',
    label: 'Saved views',
    group: 'Task list',
    run: () => button.current?.click(),
  });
  const query = toViewQuery(search);
  const current = currentView(views, search);
  const entries: MenuEntry[] = [
    { kind: 'choice', id: 'all', label: 'All tasks', chosen: query === '', onChoose: () => onSearch({}) },
    ...views.map((view): MenuEntry => ({
      kind: 'choice',
      id: view.id,
      label: view.is_own ? view.name : `${view.name} (${view.owner.name})`,
      chosen: view === current,
      onChoose: () => onSearch(fromViewQuery(view.query)),
    })),
    ...(query !== '' && !current ? [action('save', 'Save this view…', () => setEdited('new'))] : []),
    ...(current?.is_own
      ? [
          action('edit', `Rename or share “${current.name}”…`, () => setEdited(current)),
          action('delete', `Delete “${current.name}”`, () => remove.mutate(current)),
        ]
      : []),
    action('link', 'Copy link', () => runCommand('copy-link')),
    action('curl', 'Copy as cURL', () => runCommand('copy-curl')),
  ];
  return (
    <>
      <LazyMenu
        entries={entries}
        trigger={
          <Button
            ref={button}
            size="small"
            variant="quiet"
            aria-keyshortcuts="v"
            aria-label={`View: ${nameOf(query, current)}`}
            className="min-w-0 !shrink"
          >
            <span className="max-w-60 truncate">{nameOf(query, current)}</span>
            <ChevronDown aria-hidden className="size-3.5 shrink-0" />
          </Button>
        }
      />
      {edited ? (
        <Suspense>
          <ViewDialog view={edited === 'new' ? null : edited} query={query} onClose={() => setEdited(null)} />
        </Suspense>
      ) : null}
    </>
  );
}

function nameOf(query: string, current: View | undefined): string {
  return current?.name ?? (query === '' ? 'All tasks' : 'Not saved');
}

const action = (id: string, label: string, onSelect: () => void): MenuEntry => ({
  kind: 'action',
  id,
  label,
  onSelect,
});
