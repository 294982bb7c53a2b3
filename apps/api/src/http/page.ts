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

type Counted = { total: number; totalIsCapped: boolean; asOf: Date };

export function toPage<Item>(data: Item[], counted: Counted, query: { page: number; per_page: number }, nextCursor: string | null = null): Page<Item> {
  return {
    data,
    total: counted.total,
    total_is_capped: counted.totalIsCapped,
    page: query.page,
    per_page: query.per_page,
    total_pages: Math.max(1, Math.ceil(counted.total / query.per_page)),
    as_of: counted.asOf.toISOString(),
    next_cursor: nextCursor,
  };
}
