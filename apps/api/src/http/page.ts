/** A page as `pageOf` of the contract describes it. */
export type Page<Item> = {
  data: Item[];
  total: number;
  total_is_capped: boolean;
  page: number;
  per_page: number;
  total_pages: number;
  as_of: string;
  next_cursor: string | null;
};

type Contents<Item> = {
  data: Item[];
  listing: { total: number; totalIsCapped: boolean; asOf: Date };
  query: { page: number; per_page: number };
  nextCursor?: string | null;
};

export function toPage<Item>({ data, listing, query, nextCursor = null }: Contents<Item>): Page<Item> {
  return {
    data,
    total: listing.total,
    total_is_capped: listing.totalIsCapped,
    page: query.page,
    per_page: query.per_page,
    total_pages: Math.max(1, Math.ceil(listing.total / query.per_page)),
    as_of: listing.asOf.toISOString(),
    next_cursor: nextCursor,
  };
}
