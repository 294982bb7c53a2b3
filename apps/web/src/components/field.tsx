import { clsx } from 'clsx';
import type { ReactNode } from 'react';

type FieldProps = {
  id: string;
  label: ReactNode;
  required?: boolean;
  hint?: ReactNode;
  error?: string | undefined;
  /** At the right end of the label's line. */
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
};

/** A label, its control and what is wrong with it. The control takes `fieldProps(id, …)`. */
export function Field({ id, label, required, hint, error, aside, children, className }: FieldProps) {
  return (
    <div className={clsx('min-w-0', className)}>
      <div className="mb-1 flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
          {required ? <RequiredMark /> : null}
        </label>
        {aside ? <span className="text-xs text-muted tabular-nums">{aside}</span> : null}
      </div>
      {children}
      {hint ? (
        <p id={`${id}-hint`} className="mt-1 text-xs text-muted">
          {hint}
        </p>
      ) : null}
      <FieldError id={id} error={error} />
    </div>
  );
}

export function RequiredMark() {
  return (
    <span aria-hidden className="ml-0.5 text-failed">
      *
    </span>
  );
}

export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  return error ? (
    <p id={`${id}-error`} className="mt-1 text-sm text-failed">
      {error}
    </p>
  ) : null;
}

/** Ties a control to its label, hint and error. */
export function fieldProps(
  id: string,
  state: { hint?: boolean; error?: string | undefined; required?: boolean } = {},
): Record<string, string | boolean> {
  const describedBy = [state.hint ? `${id}-hint` : '', state.error ? `${id}-error` : '']
    .filter(Boolean)
    .join(' ');
  return {
    id,
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
    ...(state.error ? { 'aria-invalid': true } : {}),
    ...(state.required ? { 'aria-required': true } : {}),
  };
}
