import { clsx } from 'clsx';
import { Suspense, useId, useState, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { ErrorLine } from '../../components/error-block.tsx';

/** Read or being read; `isPlaceholderData` while what is shown belongs to the choice before. */
export type PanelQuery = { isPlaceholderData: boolean; error: Error | null; hasData: boolean };

type ChartPanelProps = {
  title: string;
  /** The whole in a line. */
  summary: ReactNode;
  query: PanelQuery;
  /** In the place of the chart where there is nothing to draw. */
  empty: string | null;
  legend: ReactNode;
  chart: ReactNode;
  /** The same as a table: what the chart shows for those who do not see it, with links for the keyboard. */
  table: ReactNode;
};

/** A chart in a box that is as high before the chart is there as after. */
export function ChartPanel({ title, summary, query, empty, legend, chart, table }: ChartPanelProps) {
  const [isTable, setIsTable] = useState(false);
  const id = useId();
  const switchTo = isTable ? 'View as chart' : 'View as table';
  const shown = isTable ? table : chart;
  return (
    <Panel
      title={title}
      query={query}
      aside={
        <Button
          size="small"
          variant="quiet"
          aria-controls={id}
          aria-label={`${switchTo}: ${title}`}
          onClick={() => setIsTable(!isTable)}
        >
          {switchTo}
        </Button>
      }
    >
      <p className="min-h-6 text-sm text-muted coarse:min-h-11">{summary}</p>
      <div className="flex min-h-6 flex-wrap items-center gap-x-4 text-xs text-muted">{legend}</div>
      <div
        id={id}
        className={clsx('relative mt-2 h-60', isTable && 'overflow-y-auto')}
        {...(isTable ? { tabIndex: 0, role: 'region', 'aria-label': `${title} as a table` } : {})}
      >
        {!query.hasData ? null : empty !== null ? (
          <p className="flex h-full items-center justify-center px-4 text-center text-sm text-muted">
            {empty}
          </p>
        ) : (
          <Suspense>{shown}</Suspense>
        )}
      </div>
    </Panel>
  );
}

type PanelProps = { title: string; query: PanelQuery; aside?: ReactNode; children: ReactNode };

export function Panel({ title, query, aside, children }: PanelProps) {
  return (
    <section aria-label={title} className="min-w-0 border-b p-4 md:px-6">
      <div className="flex min-h-7 items-center justify-between gap-3 coarse:min-h-11">
        <h2 className="text-sm font-semibold">{title}</h2>
        {aside}
      </div>
      {query.error && !query.hasData ? (
        <ErrorLine title="This could not be read." error={query.error} />
      ) : null}
      <div className={clsx(query.isPlaceholderData && 'opacity-60')}>{children}</div>
    </section>
  );
}

const SWATCHES = {
  box: 'size-2.5 rounded-sm',
  line: 'w-4 border-t-2',
  dashed: 'w-4 border-t-2 border-dashed',
  dotted: 'w-4 border-t-2 border-dotted',
} as const;

/** `className` gives the colour. */
export function LegendItem({
  mark,
  className,
  children,
}: {
  mark: keyof typeof SWATCHES;
  className: string;
  children: ReactNode;
}) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span
        aria-hidden
        className={clsx('inline-block forced-color-adjust-none', SWATCHES[mark], className)}
      />
      {children}
    </span>
  );
}
