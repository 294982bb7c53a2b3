import type { InputKind } from '@taskhelm/contract';
import { readId, readOne, readTexts } from '../../lib/url-search.ts';

/** The parts of the inbox other than the one it opens with: what waits. */
const PARTS = ['snoozed', 'answered'] as const;
const KINDS: readonly InputKind[] = ['question', 'confirmation'];
const ORDERS = ['oldest', 'newest'] as const;
export type InboxPart = 'waiting' | (typeof PARTS)[number];

/** The inbox as its address has it; what is left out is as usual. */
export type InboxSearch = {
  state?: (typeof PARTS)[number];
  agent?: string[];
  kind?: InputKind;
  /** As usual: the oldest first, and of what was answered the newest. */
  sort?: (typeof ORDERS)[number];
  /** Call id of the request that is open. */
  item?: string;
};

export function readInboxSearch(search: Record<string, unknown>): InboxSearch {
  return clean({
    state: readOne(search['state'], PARTS),
    agent: readTexts(search['agent']),
    kind: readOne(search['kind'], KINDS),
    sort: readOne(search['sort'], ORDERS),
    item: readId(search['item']),
  });
}

/** Another look at the inbox. A request stays open only where it is named, or nothing else changes. */
export function changeInbox(search: InboxSearch, change: Loose<InboxSearch>): InboxSearch {
  return clean({ ...search, item: undefined, ...change });
}

export const partOf = (search: InboxSearch): InboxPart => search.state ?? 'waiting';

export const isFiltered = ({ agent, kind }: InboxSearch): boolean => (agent ?? kind) !== undefined;

export function isNewestFirst({ state, sort }: InboxSearch): boolean {
  return sort === undefined ? state === 'answered' : sort === 'newest';
}

/** The order that the address names; undefined where it is as usual. */
export function orderOf(search: InboxSearch, order: (typeof ORDERS)[number]): InboxSearch['sort'] {
  const { sort: _sort, ...usual } = search;
  return isNewestFirst(usual) === (order === 'newest') ? undefined : order;
}

type Loose<Fields> = { [Name in keyof Fields]?: Fields[Name] | undefined };

/** Always in the same order, so that the same view has the same address. */
function clean({ state, agent, kind, sort, item }: Loose<InboxSearch>): InboxSearch {
  return {
    ...(state && { state }),
    ...(agent && { agent }),
    ...(kind && { kind }),
    ...(sort && { sort }),
    ...(item && { item }),
  };
}
