import { rowKey, type RowKey } from './row-key.ts';

/** The row of the list, on a page or a phone, that something is in. */
export const rowAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-task-id]') : null;

export const keyOfRow = ({ dataset }: HTMLElement): RowKey =>
  rowKey(dataset['above'], dataset['taskId'] ?? '');

/** The keys of all rows, from top to bottom. */
export const shownRows = (region: HTMLElement | null): RowKey[] =>
  [...(region?.querySelectorAll<HTMLElement>('[data-task-id]') ?? [])].map(keyOfRow);

/** The button that shows or hides what the task delegated, where it is in this state. */
export const expanderOf = (row: HTMLElement | null, isOpen: 'true' | 'false'): HTMLElement | null =>
  row?.querySelector<HTMLElement>(`[data-expander][aria-expanded="${isOpen}"]`) ?? null;

/** The row that this one is opened beneath. */
export function rowAbove(row: HTMLElement | null): HTMLElement | null {
  const above = row?.dataset['above'];
  const rows = [...(row?.parentElement?.querySelectorAll<HTMLElement>('[data-task-id]') ?? [])];
  return rows.find((other) => above !== undefined && keyOfRow(other) === above) ?? null;
}

export const focusRow = (row: HTMLElement | null): void =>
  row?.querySelector<HTMLElement>('[data-task-link]')?.focus();
