import { Search } from 'lucide-react';
import { RangeControl } from '../../components/range-control.tsx';
import { Select } from '../../components/select.tsx';
import { DEFAULT_FROM, type AuditSearch } from './audit-search.ts';
import { ACT_GROUPS, knownActions, nameAct } from './audit-words.ts';

type AuditFiltersProps = {
  search: AuditSearch;
  onChange: (search: AuditSearch, how?: { replace: boolean }) => void;
};

/** What was done, by whom and when. */
export function AuditFilters({ search, onChange }: AuditFiltersProps) {
  const { page: _page, as_of: _moment, ...view } = search;
  const { from = DEFAULT_FROM, to = 'now' } = search;
  return (
    <>
      <ActChoice
        chosen={knownActions(search.action)?.join() ?? ''}
        onChange={(action) => onChange({ ...view, action })}
      />
      <label className="relative min-w-0 sm:w-48 max-sm:w-32">
        <span className="sr-only">Who</span>
        <Search
          aria-hidden
          className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-muted coarse:top-3.5"
        />
        <input
          type="search"
          value={search.actor ?? ''}
          maxLength={200}
          placeholder="Who"
          onChange={({ target }) => onChange({ ...view, actor: target.value }, { replace: true })}
          className="field pl-8"
        />
      </label>
      <RangeControl range={{ from, to }} onChange={(range) => onChange({ ...view, ...range })} />
    </>
  );
}

type ActChoiceProps = { chosen: string; onChange: (actions: string[]) => void };

function ActChoice({ chosen, onChange }: ActChoiceProps) {
  const isOffered =
    chosen === '' ||
    ACT_GROUPS.some(
      ({ actions }) => actions.join() === chosen || actions.some((action) => action === chosen),
    );
  return (
    <label className="min-w-0 max-sm:w-full">
      <span className="sr-only">What</span>
      <Select value={chosen} onChange={({ target }) => onChange(target.value.split(','))}>
        <option value="">Everything</option>
        {isOffered ? null : <option value={chosen}>Several acts</option>}
        {ACT_GROUPS.map(({ name, actions }) => (
          <optgroup key={name} label={name}>
            <option value={actions.join()}>{name}: all</option>
            {actions.map((action) => (
              <option key={action} value={action}>
                {nameAct(action)}
              </option>
            ))}
          </optgroup>
        ))}
      </Select>
    </label>
  );
}
