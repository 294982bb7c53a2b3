import type { ReactNode, Ref } from 'react';

export function EmptyState({
  icon,
  title,
  children,
  heading,
}: {
  icon: ReactNode;
  title: string;
  /** For what gives it the focus. */
  heading?: Ref<HTMLHeadingElement> | undefined;
  children?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center px-4 py-16 text-center">
      <span className="text-muted">{icon}</span>
      <h2 ref={heading} tabIndex={heading ? -1 : undefined} className="mt-3 font-medium">
        {title}
      </h2>
      {children}
    </div>
  );
}
