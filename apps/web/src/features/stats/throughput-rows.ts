import type { Throughput } from '@taskhelm/contract';
import type { Zone } from '../../lib/preferences.ts';
import { nameOfColumn, spanOfColumn, tickOfColumn } from './chart-columns.ts';
import type { Span } from './task-links.ts';

/** One column of the charts of outcomes and of cost. */
export type ThroughputRow = {
  at: string;
  name: string;
  tick: string;
  span: Span;
  completed: number;
  failed: number;
  cancelled: number;
  finished: number;
  tokens: number;
  costMicrousd: number;
};

export function toThroughputRows(throughput: Throughput, zone: Zone): ThroughputRow[] {
  return throughput.data.map(({ at, completed, failed, cancelled, ...used }) => ({
    at,
    name: nameOfColumn(at, throughput, zone),
    tick: tickOfColumn(at, throughput, zone),
    span: spanOfColumn(at, throughput),
    completed,
    failed,
    cancelled,
    finished: completed + failed + cancelled,
    tokens: used.input_tokens + used.output_tokens,
    costMicrousd: used.cost_microusd,
  }));
}

export type ThroughputTotals = Omit<ThroughputRow, 'at' | 'name' | 'tick' | 'span'> & {
  created: number;
  /** Of those that completed or failed, as a share of 1; null where none did. */
  failedShare: number | null;
};

export function totalsOf({ data }: Throughput): ThroughputTotals {
  const sum = (valueOf: (column: Throughput['data'][number]) => number): number =>
    data.reduce((total, column) => total + valueOf(column), 0);
  const completed = sum((column) => column.completed);
  const failed = sum((column) => column.failed);
  const cancelled = sum((column) => column.cancelled);
  return {
    created: sum((column) => column.created),
    completed,
    failed,
    cancelled,
    finished: completed + failed + cancelled,
    tokens: sum((column) => column.input_tokens + column.output_tokens),
    costMicrousd: sum((column) => column.cost_microusd),
    failedShare: completed + failed === 0 ? null : failed / (completed + failed),
  };
}
