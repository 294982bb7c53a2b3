import { readId, readTexts } from '../../lib/url-search.ts';

/**
 * Tells one row of the list from another: a task may have a row of its own, and others beneath the tasks that delegated it.
 * The ids from the row of the page down to that of the task, with dots between them.
 */
export type RowKey = string;

const MOST_OPEN = 20;

export const rowKey = (above: RowKey | undefined, id: string): RowKey =>
  above === undefined ? id : `${above}.${id}`;

export const taskOfRow = (row: RowKey): string => row.slice(row.lastIndexOf('.') + 1);

/** 0 for the rows of the page. */
export const levelOf = (row: RowKey): number => row.split('.').length - 1;

/** Keys as the address has them; undefined for none. */
export function readRowKeys(text: unknown): RowKey[] | undefined {
  return readTexts(text)
    ?.filter((key) => key.split('.').every((id) => readId(id) === id))
    .slice(0, MOST_OPEN);
}

/** `open` with one row more or less. What was opened long ago makes room. */
export function withRow(open: readonly RowKey[] | undefined, row: RowKey, isOpen: boolean): RowKey[] {
  const others = (open ?? []).filter((key) => key !== row);
  return isOpen ? [...others, row].slice(-MOST_OPEN) : others;
}
