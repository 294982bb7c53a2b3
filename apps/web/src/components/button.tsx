import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { useShortcuts } from '../lib/shortcuts.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-accent-text border-transparent hover:brightness-95 dark:hover:brightness-110',
  secondary: 'bg-bg text-text border-control/60 hover:bg-hover',
  quiet: 'bg-transparent text-muted border-transparent hover:bg-hover hover:text-text',
  danger: 'bg-bg text-failed border-failed/60 hover:bg-failed-tint',
};
const SIZES = {
  small: 'h-7 px-2 text-sm gap-1.5 coarse:h-11 coarse:px-3',
  medium: 'h-8 px-3 text-sm gap-1.5 coarse:h-11 coarse:px-4',
};

/** How buttons look; links that look like buttons take it too. */
export function buttonClass(
  variant: ButtonVariant = 'secondary',
  size: keyof typeof SIZES = 'medium',
): string {
  return clsx(
    'inline-flex shrink-0 items-center justify-center rounded-md border font-medium whitespace-nowrap select-none transition-colors duration-75',
    'disabled:opacity-55 disabled:cursor-not-allowed aria-disabled:opacity-55',
    VARIANTS[variant],
    SIZES[size],
  );
}

type ButtonProps = ComponentProps<'button'> & {
  variant?: ButtonVariant;
  size?: keyof typeof SIZES;
  icon?: ReactNode;
};

export function Button({ variant, size, icon, className, children, ...rest }: ButtonProps) {
  const shortcut = useShortcuts();
  return (
    <button
      type="button"
      className={clsx(buttonClass(variant, size), className)}
      {...rest}
      aria-keyshortcuts={shortcut(rest['aria-keyshortcuts'])}
    >
      {icon}
      {children}
    </button>
  );
}

/** A button that shows only an icon; `label` is its name. */
export function IconButton({
  label,
  className,
  children,
  ...rest
}: ComponentProps<'button'> & { label: string }) {
  const shortcut = useShortcuts();
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={clsx(
        'inline-flex size-7 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text coarse:size-11',
        className,
      )}
      {...rest}
      aria-keyshortcuts={shortcut(rest['aria-keyshortcuts'])}
    >
      {children}
    </button>
  );
}
