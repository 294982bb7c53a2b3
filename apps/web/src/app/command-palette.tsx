import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog as Base } from '@base-ui/react/dialog';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useDeferredValue, useRef, useState } from 'react';
import { Keys } from '../components/keys.tsx';
import { STATUS_LABELS } from '../components/status-badge.tsx';
import { agentQueries } from '../features/agents/agent-queries.ts';
import { taskQueries } from '../features/tasks/task-queries.ts';
import { useCommands } from '../lib/commands.ts';
import { isHeard } from '../lib/shortcuts.ts';
import { readId } from '../lib/url-search.ts';
import { commandGroups, filterGroups, type PaletteEntry, type PaletteGroup } from './palette-entries.ts';
import { settingsPagesFor } from './settings-pages.ts';
import { useMay } from '../lib/who-am-i.ts';

const MOST_TASKS = 6;

/** Everything that can be done from here, and every task, found by typing. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const groups = usePaletteGroups(typed);
  const input = useRef<HTMLInputElement>(null);
  const choose = (entry: PaletteEntry): void => {
    onClose();
    // What it does may ask for the focus, which the dialog gives back as it closes.
    setTimeout(entry.run);
  };
  return (
    <Base.Root open onOpenChange={(next) => (next ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Base.Popup
          aria-label="Commands"
          initialFocus={input}
          className="fixed z-50 flex flex-col overflow-hidden bg-raised text-text shadow-pop outline-none max-md:inset-0 md:top-[12dvh] md:left-1/2 md:max-h-[70dvh] md:w-[560px] md:-translate-x-1/2 md:rounded-xl md:border"
        >
          <Autocomplete.Root
            inline
            open
            items={groups}
            filteredItems={groups}
            value={typed}
            onValueChange={setTyped}
            itemToStringValue={(entry: PaletteEntry) => entry.label}
            autoHighlight="always"
            keepHighlight
          >
            <div className="flex items-center gap-2 border-b px-4">
              <Search aria-hidden className="size-4 shrink-0 text-muted" />
              <Autocomplete.Input
                ref={input}
                aria-label="Command, task or id"
                placeholder="A command, a task or its id"
                className="h-12 min-w-0 flex-1 bg-transparent outline-none"
              />
              <Base.Close className="h-7 shrink-0 rounded px-2 text-sm text-muted hover:bg-hover coarse:h-11">
                Close
              </Base.Close>
            </div>
            <Autocomplete.Empty className="p-4 text-sm text-muted empty:p-0">
              {groups.length === 0 ? 'Nothing fits these words.' : null}
            </Autocomplete.Empty>
            <Autocomplete.List className="min-h-0 flex-1 overflow-y-auto p-1 empty:p-0">
              {(group: PaletteGroup) => (
                <Autocomplete.Group key={group.value} items={group.items} className="mb-1">
                  <Autocomplete.GroupLabel className="px-3 pt-2 pb-1 text-xs text-muted">
                    {group.value}
                  </Autocomplete.GroupLabel>
                  <Autocomplete.Collection>
                    {(entry: PaletteEntry) => (
                      <Autocomplete.Item
                        key={entry.id}
                        value={entry}
                        onClick={() => choose(entry)}
                        className="flex min-h-8 cursor-default items-center gap-3 rounded-md px-3 text-sm outline-none select-none data-highlighted:bg-hover coarse:min-h-11"
                      >
                        <span className="min-w-0 flex-1 truncate">{entry.label}</span>
                        {entry.keys && isHeard(entry.keys) ? <Keys keys={entry.keys} /> : null}
                        {entry.keys === null && entry.words !== '' ? (
                          <span className="shrink-0 text-xs text-muted">{entry.words}</span>
                        ) : null}
                      </Autocomplete.Item>
                    )}
                  </Autocomplete.Collection>
                </Autocomplete.Group>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function usePaletteGroups(typed: string): PaletteGroup[] {
  const navigate = useNavigate();
  const commands = useCommands();
  const words = useDeferredValue(typed.trim());
  const id = readId(typed);
  const agents = useQuery(agentQueries.list()).data ?? [];
  const isAdministrator = useMay('admin') ?? false;
  const found = useQuery({
    ...taskQueries.list({ q: words }),
    enabled: words.length >= 2 && id === undefined,
    refetchInterval: false,
  });
  if (id !== undefined) {
    const run = (): void => void navigate({ to: '/tasks/$id', params: { id } });
    return [{ value: 'Tasks', items: [{ id, label: `Open task ${id}`, words: '', keys: null, run }] }];
  }
  const tasks: PaletteGroup = {
    value: 'Tasks',
    items: (words.length >= 2 ? (found.data?.data ?? []) : []).slice(0, MOST_TASKS).map((task) => ({
      id: task.id,
      label: task.title,
      words: `${STATUS_LABELS[task.status]} · ${task.agent.name}`,
      keys: null,
      run: () => void navigate({ to: '/tasks/$id', params: { id: task.id } }),
    })),
  };
  const newTasks: PaletteGroup = {
    value: 'New task',
    items: agents
      .filter(({ enabled }) => enabled)
      .map(({ id: agentId, name }) => ({
        id: agentId,
        label: `New task for ${name}`,
        words: '',
        keys: null,
        run: () => void navigate({ to: '/tasks/new', search: { agent: [name] } }),
      })),
  };
  const settings: PaletteGroup = {
    value: 'Settings',
    items: settingsPagesFor(isAdministrator).map(({ to, label }) => ({
      id: to,
      label,
      words: 'Settings',
      keys: null,
      run: () => void navigate({ to }),
    })),
  };
  const more = typed === '' ? [] : [newTasks, settings];
  const known = filterGroups([...commandGroups(commands), ...more], typed);
  return tasks.items.length > 0 ? [...known, tasks] : known;
}
