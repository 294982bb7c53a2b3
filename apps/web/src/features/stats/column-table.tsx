import type { TaskView } from './task-links.ts';
import { NumberCell } from './task-number.tsx';

export type TableColumn<Row> = {
  head: string;
  /** Null where nothing was measured. */
  valueOf: (row: Row) => string | null;
  /** What a screen reader says after the number. */
  word: string;
  /** The tasks that the number counts. */
  viewOf: (row: Row) => TaskView;
};

type ColumnTableProps<Row> = {
  caption: string;
  /** Without those in which nothing happened. */
  rows: readonly Row[];
  columns: readonly TableColumn<Row>[];
};

/** What a chart shows as a table, the newest first. */
export function ColumnTable<Row extends { at: string; name: string }>({
  caption,
  rows,
  columns,
}: ColumnTableProps<Row>) {
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead className="sticky top-0 bg-bg text-xs text-muted">
        <tr>
          <th scope="col" className="py-1 pr-2 text-left font-medium">
            Time
          </th>
          {columns.map(({ head }) => (
            <th key={head} scope="col" className="px-2 py-1 text-right font-medium">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.toReversed().map((row) => (
          <tr key={row.at} className="border-t">
            <th scope="row" className="min-w-28 py-1 pr-2 text-left font-normal">
              {row.name}
            </th>
            {columns.map(({ head, valueOf, word, viewOf }) => (
              <NumberCell key={head} value={valueOf(row)} view={viewOf(row)} word={`${word}, ${row.name}`} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
