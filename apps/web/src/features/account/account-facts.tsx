import type { Account } from '@taskhelm/contract';

const ROLES: Record<Account['role'], string> = {
  viewer: 'Viewer: sees tasks and agents',
  operator: 'Operator: creates tasks, answers and cancels',
  admin: 'Administrator: everything',
};

export function AccountFacts({ account: { name, email, role } }: { account: Account }) {
  const facts = [
    ['Name', name],
    ['E-mail', email],
    ['Role', ROLES[role]],
  ];
  return (
    <section aria-label="Who I am" className="py-4">
      <dl className="space-y-1 text-sm">
        {facts.map(([term, text]) => (
          <div key={term} className="flex gap-3">
            <dt className="w-20 shrink-0 text-muted">{term}</dt>
            <dd className="min-w-0 break-words">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
