import { clsx } from 'clsx';
import { useEffect, useRef, type ReactNode } from 'react';
import { setPageName } from '../lib/document-title.ts';

let pagesSeen = 0;

/** The page's h1. It names the tab and takes the focus when a person came here from another page. */
export function PageTitle({
  name,
  className,
  children,
}: {
  name: string;
  className?: string;
  children?: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => setPageName(name), [name]);
  useEffect(() => {
    pagesSeen += 1;
    const isFirst = pagesSeen === 1;
    if (!isFirst && !document.querySelector('[role="dialog"]'))
      heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className={clsx('min-w-0 text-lg font-semibold', className)}>
      {children ?? name}
    </h1>
  );
}
