import type { ReactNode } from 'react';

/** Only these schemes become links; a path or anything else stays text. */
export function isSafeLink(href: string | undefined): boolean {
  return href !== undefined && /^(?:https?:\/\/|mailto:)/i.test(href);
}

/** A link out of text that is not ours. Its host is shown on hover and cannot reach back to this page. */
export function ExternalLink({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (!isSafeLink(href)) return <span>{children}</span>;
  return (
    <a href={href} title={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
