import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { toastError } from '../../lib/toast.ts';
import { focusRow } from './list-rows.ts';
import type { RowKey } from './row-key.ts';
import { readChildren, type taskQueries } from './task-queries.ts';

type ChildrenKey = ReturnType<typeof taskQueries.children>['queryKey'];

/** Puts those in that a task has delegated since its rows were read; the first of them then has the focus. */
export function useMoreChildren(queryKey: ChildrenKey, parentId: string, above: RowKey) {
  const queryClient = useQueryClient();
  const focusAt = useRef<number | null>(null);
  useEffect(() => {
    const rows = document.querySelectorAll<HTMLElement>(`[data-above="${above}"]`);
    const row = focusAt.current === null ? undefined : rows[focusAt.current];
    if (!row) return;
    focusAt.current = null;
    focusRow(row);
  });
  return async (shown: number): Promise<void> => {
    try {
      const page = await readChildren(parentId);
      focusAt.current = shown;
      queryClient.setQueryData(queryKey, page);
    } catch (error) {
      toastError('The new tasks could not be read', error as Error);
    }
  };
}
