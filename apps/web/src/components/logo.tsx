/** The helm. */
export function Logo({ className = 'size-6' }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className={className}>
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <g fill="none" stroke="var(--accent-text)" strokeWidth="2.4" strokeLinecap="round">
        <circle cx="16" cy="16" r="6.2" />
        <path d="M16 5.5v4.3M16 22.2v4.3M5.5 16h4.3M22.2 16h4.3" />
      </g>
      <circle cx="16" cy="16" r="1.8" fill="var(--accent-text)" />
    </svg>
  );
}
