import type { Json } from '@taskhelm/contract';
import { clsx } from 'clsx';
import { useMemo, useState } from 'react';
import { CopyButton } from '../../components/copy-button.tsx';
import { DownloadButton } from '../../components/download-button.tsx';
import { JsonView } from '../../components/json-view.tsx';
import { TextView } from '../../components/text-view.tsx';
import { plural } from '../../lib/format-number.ts';
import { plainText, readOutput, toCsv, type ReadOutput } from './read-output.ts';

type ToolOutputProps = {
  output: Json;
  /** Of a file that it is saved as, without its ending. */
  name: string;
  label?: string;
};

/** What a tool answered, in a view of its own where its shape has one. Everything in it is shown as text. */
export function ToolOutput({ output, name, label = 'Output' }: ToolOutputProps) {
  const [raw, setRaw] = useState(false);
  const read = useMemo(() => readOutput(output), [output]);
  if (read.kind === 'json') return <JsonView value={output} label={label} fileName={name} />;
  if (read.kind === 'text') return <TextView text={read.text} label={label} fileName={`${name}.txt`} />;
  return (
    <div className="space-y-1.5">
      <button
        type="button"
        aria-pressed={raw}
        onClick={() => setRaw(!raw)}
        className="h-6 rounded border border-control/60 px-1.5 text-xs text-muted hover:bg-hover aria-pressed:text-accent coarse:h-11 coarse:px-3"
      >
        Show as JSON
      </button>
      {raw ? (
        <JsonView value={output} label={label} fileName={name} />
      ) : (
        <Formatted read={read} name={name} />
      )}
    </div>
  );
}

function Formatted({ read, name }: { read: Exclude<ReadOutput, { kind: 'json' | 'text' }>; name: string }) {
  switch (read.kind) {
    case 'http':
      return <HttpAnswer answer={read} name={name} />;
    case 'table':
      return <Table table={read} name={name} />;
    case 'diff':
      return <Diff lines={read.lines} />;
  }
}

function HttpAnswer({ answer, name }: { answer: Extract<ReadOutput, { kind: 'http' }>; name: string }) {
  const { status, url, headers, body, truncated } = answer;
  return (
    <div className="space-y-1.5 text-sm">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className={clsx('mono font-medium', status < 400 ? 'text-completed' : 'text-failed')}>
          {status}
        </span>
        <span className="mono min-w-0 break-all text-muted">{url}</span>
      </p>
      {headers.length > 0 ? (
        <dl className="mono grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-xs">
          {headers.map(([header, value]) => (
            <div key={header} className="contents">
              <dt className="text-muted">{header}</dt>
              <dd className="break-words">{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <ToolOutput output={body} name={name} label="Body" />
      {truncated ? <p className="text-xs text-muted">The body was longer; the rest was not read.</p> : null}
    </div>
  );
}

type TableProps = { table: Extract<ReadOutput, { kind: 'table' }>; name: string };

function Table({ table: { columns, rows }, name }: TableProps) {
  const csv = toCsv(columns, rows);
  return (
    <>
      <TableRows columns={columns} rows={rows} />
      <p className="flex items-center justify-end gap-0.5 text-xs text-muted tabular-nums">
        {plural(rows.length, 'row')}
        <CopyButton text={csv} label="Copy as CSV" />
        <DownloadButton text={csv} fileName={`${name}.csv`} label="Download as CSV" />
      </p>
    </>
  );
}

function TableRows({ columns, rows }: Pick<TableProps['table'], 'columns' | 'rows'>) {
  return (
    // Scrolls by itself, so it has to be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div
      tabIndex={0}
      role="region"
      aria-label="Output as a table"
      className="max-h-96 overflow-auto rounded-md border text-sm"
    >
      <table className="w-full border-collapse">
        <thead className="sticky top-0 bg-surface text-left">
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className="border-b px-2 py-1 text-xs font-medium text-muted">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index} className="border-b last:border-b-0">
              {columns.map((column) => (
                <td
                  key={column}
                  className={clsx(
                    'px-2 py-1 align-top',
                    typeof row[column] === 'number' && 'text-right tabular-nums',
                  )}
                >
                  {plainText(row[column] ?? '')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Diff({ lines }: { lines: readonly string[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre
      tabIndex={0}
      aria-label="Output as a diff"
      className="mono max-h-96 overflow-auto rounded-md border bg-bg py-1 text-sm"
    >
      {lines.map((line, index) => (
        <div key={index} className={clsx('px-2', lineClass(line))}>
          {line === '' ? ' ' : line}
        </div>
      ))}
    </pre>
  );
}

function lineClass(line: string): string {
  if (/^(?:\+\+\+|---|diff |index )/.test(line)) return 'font-medium text-muted';
  if (line.startsWith('@@')) return 'text-in-progress';
  if (line.startsWith('+')) return 'bg-completed-tint text-completed';
  return line.startsWith('-') ? 'bg-failed-tint text-failed' : '';
}
