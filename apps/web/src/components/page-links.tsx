import { Link } from '@tanstack/react-router';
import { formatCount } from '../lib/format-number.ts';
import { buttonClass } from './button.tsx';

type PageLinksProps = { page: { page: number; total_pages: number; as_of: string } };

/** The other pages of a log. Older pages belong to the moment of the first, so that none is missed while more comes in. */
export function PageLinks({ page: { page, total_pages, as_of } }: PageLinksProps) {
  if (total_pages <= 1 && page === 1) return null;
  const link = (to: number, label: string) => (
    <Link
      to="."
      search={(search) => ({
        ...search,
        page: to > 1 ? to : undefined,
        as_of: to > 1 ? as_of : undefined,
      })}
      className={buttonClass('secondary', 'small')}
    >
      {label}
    </Link>
  );
  return (
    <nav aria-label="Pages" className="mt-2 flex items-center justify-end gap-2 text-sm text-muted">
      Page {formatCount(page)} of {formatCount(Math.max(total_pages, 1))}
      {page > 1 ? link(page - 1, 'Newer') : null}
      {page < total_pages ? link(page + 1, 'Older') : null}
    </nav>
  );
}
