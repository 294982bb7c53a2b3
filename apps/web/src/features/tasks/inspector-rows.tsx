import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CopyButton } from '../../components/copy-button.tsx';
import { ExactTime } from '../../components/time.tsx';

/** A part of the details with a heading of its own. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="mb-1 text-xs font-medium text-muted">{title}</h2>
      {children}
    </section>
  );
}

export function Rows({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Part title={title}>
      <dl>{children}</dl>
    </Part>
  );
}

export function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-6.5 items-center gap-3">
      <dt className="w-26 shrink-0 text-muted">{name}</dt>
      <dd className="min-w-0 flex-1 break-words tabular-nums">{children}</dd>
    </div>
  );
}

export function IdRow({ name, id }: { name: string; id: string }) {
  return (
    <Row name={name}>
      <span className="flex items-center gap-1">
        <span className="mono truncate text-xs" title={id}>
          {id.slice(0, 8)}…{id.slice(-6)}
        </span>
        <CopyButton text={id} label={`Copy ${name.toLowerCase()} id`} />
      </span>
    </Row>
  );
}

/** A row keeps its place for what is still to come, so that nothing moves when it is there. */
export const NOT_YET = <span className="text-muted">–</span>;

export function TimeRow({ name, at }: { name: string; at: string | null }) {
  if (at === null) return <Row name={name}>{NOT_YET}</Row>;
  return (
    <Row name={name}>
      <ExactTime at={at} />
    </Row>
  );
}

export function TaskLink({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Link
      to="/tasks/$id"
      params={{ id }}
      className="min-w-0 truncate text-accent hover:underline coarse:py-3"
    >
      {children}
    </Link>
  );
}
