import type { InboxItem, InputKind } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AgentChoice } from '../../components/agent-choice.tsx';
import { Select } from '../../components/select.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { formatCount } from '../../lib/format-number.ts';
import { readTexts } from '../../lib/url-search.ts';
import { changeInbox, isNewestFirst, orderOf, partOf, type InboxSearch } from './inbox-search.ts';
import type { InputPage } from './input-queries.ts';
import type { InboxData } from './use-inbox-data.ts';

type InboxBarProps = {
  search: InboxSearch;
  onSearch: (search: InboxSearch) => void;
  agents: readonly string[];
  heading: ReactNode;
  data: Pick<InboxData, 'waiting' | 'snoozed'>;
  /** Leaves the heading alone, for those who hear the page. */
  isFolded: boolean;
};

/** How much waits, the parts of the inbox, and what narrows them. */
export function InboxBar({ heading, isFolded, ...rest }: InboxBarProps) {
  const look = 'flex min-h-13 shrink-0 flex-wrap items-center gap-x-4 gap-y-1.5 border-b px-4 py-1.5';
  return (
    <div className={isFolded ? 'sr-only' : look}>
      {heading}
      {isFolded ? null : <BarContent {...rest} />}
    </div>
  );
}

function BarContent({ search, onSearch, agents, data }: Omit<InboxBarProps, 'heading' | 'isFolded'>) {
  const part = partOf(search);
  const parts = [
    { id: 'waiting', label: 'Waiting', state: undefined, count: data.waiting?.total },
    { id: 'snoozed', label: 'Snoozed', state: 'snoozed', count: data.snoozed?.total },
    { id: 'answered', label: 'Answered', state: 'answered', count: undefined },
  ] as const;
  return (
    <>
      {data.waiting && data.waiting.total > 0 ? <Summary page={data.waiting} /> : null}
      <nav aria-label="Parts of the inbox" className="flex gap-1">
        {parts.map(({ id, label, state, count }) => (
          <Link
            key={id}
            to="/inbox"
            // What is open belongs to the address of its part.
            search={id === part ? search : changeInbox(search, { state, sort: undefined })}
            activeOptions={{ exact: true, includeSearch: true }}
            className="inline-flex h-7 items-center gap-1 rounded-full px-2.5 text-xs font-medium text-muted hover:bg-hover aria-[current=page]:bg-accent-tint aria-[current=page]:text-accent coarse:h-11 coarse:px-3.5"
          >
            {label}
            {count ? <span className="tabular-nums">{formatCount(count)}</span> : null}
          </Link>
        ))}
      </nav>
      <div className="flex min-w-0 gap-2 max-md:grid max-md:w-full max-md:grid-cols-2 max-md:*:first:col-span-2 md:ml-auto">
        <AgentChoice
          agents={agents}
          chosen={search.agent ?? []}
          onChange={(agent) => onSearch(changeInbox(search, { agent: readTexts(agent) }))}
        />
        <Choice
          label="Kind"
          value={search.kind ?? ''}
          options={KINDS}
          onChange={(kind) => onSearch(changeInbox(search, { kind: kind === '' ? undefined : kind }))}
        />
        <Choice
          label="Order"
          value={isNewestFirst(search) ? 'newest' : 'oldest'}
          options={ORDERS}
          onChange={(order) => onSearch(changeInbox(search, { sort: orderOf(search, order) }))}
        />
      </div>
    </>
  );
}

const KINDS: readonly { value: InputKind | ''; label: string }[] = [
  { value: '', label: 'All kinds' },
  { value: 'question', label: 'Questions' },
  { value: 'confirmation', label: 'Approvals' },
];
const ORDERS = [
  { value: 'oldest', label: 'Oldest first' },
  { value: 'newest', label: 'Newest first' },
] as const;

function Summary({ page }: { page: InputPage }) {
  const oldest = oldestOf(page);
  return (
    <p className="text-sm whitespace-nowrap text-muted tabular-nums">
      {formatCount(page.total)} waiting
      {oldest ? (
        <>
          {' '}
          · oldest <RelativeTime at={oldest.asked_at} />
        </>
      ) : null}
    </p>
  );
}

/** Null where it is on another page. */
function oldestOf({ data, total }: InputPage): InboxItem | null {
  const [first] = data;
  const last = data.at(-1);
  if (!first || !last) return null;
  if (first.asked_at <= last.asked_at) return first;
  return data.length < total ? null : last;
}

type ChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
};

function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <label className="min-w-0">
      <span className="sr-only">{label}</span>
      <Select
        value={value}
        onChange={({ target }) => {
          const chosen = options.find((option) => option.value === target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </label>
  );
}
