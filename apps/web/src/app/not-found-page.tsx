import { Link } from '@tanstack/react-router';
import { buttonClass } from '../components/button.tsx';
import { PageTitle } from '../components/page-title.tsx';

export function NotFoundPage() {
  return (
    <div className="mx-auto max-w-lg px-4 py-16 text-center">
      <PageTitle name="There is no such page" />
      <p className="mt-2 text-sm text-muted">The address may be mistyped, or what it showed is gone.</p>
      <Link to="/tasks" className={`${buttonClass('primary')} mt-4`}>
        To the tasks
      </Link>
    </div>
  );
}
