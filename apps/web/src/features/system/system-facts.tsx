import type { System } from '@taskhelm/contract';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { CopyButton } from '../../components/copy-button.tsx';
import { Elapsed, ExactTime } from '../../components/time.tsx';
import { formatBytes, formatCount, plural } from '../../lib/format-number.ts';

/** What runs and how it is doing, in words and figures. */
export function SystemFacts({ system }: { system: System }) {
  const { version, build_id, started_at, database, queue, workers } = system;
  return (
    <div className="divide-y">
      <Part title="Server">
        <Fact name="Version">{version}</Fact>
        <Fact name="Build">
          <span className="flex items-center gap-1">
            <span className="mono">{build_id}</span>
            <CopyButton text={`${version} ${build_id}`} label="Copy version and build" />
          </span>
        </Fact>
        <Fact name="Started">
          <ExactTime at={started_at} />
        </Fact>
        <Fact name="Up for">
          <Elapsed from={started_at} to={null} />
        </Fact>
      </Part>
      <Part title="Database">
        <Fact name="Health">
          <Health isGood>Answers in {formatCount(database.answered_in_ms)} ms</Health>
        </Fact>
        <Fact name="PostgreSQL">{database.version}</Fact>
        <Fact name="Size">{formatBytes(database.size_bytes)}</Fact>
      </Part>
      <Part title="Queue">
        <Fact name="Ready">
          {plural(queue.ready, 'task')}
          {queue.oldest_ready_at ? (
            <>
              , the oldest for <Elapsed from={queue.oldest_ready_at} to={null} />
            </>
          ) : null}
        </Fact>
        <Fact name="Later">{plural(queue.waiting, 'task')}</Fact>
        <Fact name="Running">{plural(queue.running, 'task')}</Fact>
      </Part>
      <Part title="Workers">
        <Fact name="Health">
          <Health isGood={workers.length > 0}>
            {workers.length > 0
              ? `${plural(workers.length, 'worker')} alive`
              : 'No worker is alive: tasks stay queued'}
          </Health>
        </Fact>
        {workers.map(({ id, host, pid, started_at: since, running }) => (
          <Fact key={id} name={`${host} ${pid}`}>
            {plural(running, 'task')} running, up for <Elapsed from={since} to={null} />
          </Fact>
        ))}
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="py-4">
      <h2 className="mb-1 font-medium">{title}</h2>
      <dl>{children}</dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-7 flex-wrap items-center gap-x-3 text-sm">
      <dt className="w-40 shrink-0 truncate text-muted" title={name}>
        {name}
      </dt>
      <dd className="min-w-0 flex-1 break-words tabular-nums">{children}</dd>
    </div>
  );
}

function Health({ isGood, children }: { isGood: boolean; children: ReactNode }) {
  const Icon = isGood ? CircleCheck : TriangleAlert;
  return (
    <span className={`flex items-center gap-1.5 ${isGood ? 'text-completed' : 'text-failed'}`}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <span>{children}</span>
    </span>
  );
}
