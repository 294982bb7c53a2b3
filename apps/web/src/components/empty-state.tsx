import type { ReactNode } from 'react';

export function EmptyState({
  icon,
  title,
  children,
}: {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center px-4 py-16 text-center">
      <span className="text-muted">{icon}</span>
      <h2 className="mt-3 font-medium">{title}</h2>
      {children}
    </div>
  );
}
