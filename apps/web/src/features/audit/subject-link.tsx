import type { AuditEntry, AuditSubject } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';

type SubjectLinkProps = { entry: AuditEntry; subject: AuditSubject; className: string };

/** To what an act was done to; its name alone where the act has done away with it. */
export function SubjectLink({ entry, subject: { type, id, name }, className }: SubjectLinkProps) {
  const words = <span className="min-w-0 break-words">{name}</span>;
  if (entry.action === `${type}_deleted`) return <b className="min-w-0 font-medium break-words">{name}</b>;
  switch (type) {
    case 'agent':
      return (
        <Link to="/agents/$name" params={{ name: id }} className={className}>
          {words}
        </Link>
      );
    case 'task':
      return (
        <Link to="/tasks/$id" params={{ id }} className={className}>
          {words}
        </Link>
      );
    case 'trigger':
      return (
        <Link to="/triggers/$id" params={{ id }} className={className}>
          {words}
        </Link>
      );
    case 'webhook':
      return (
        <Link to="/settings/notices/$id" params={{ id }} className={className}>
          {words}
        </Link>
      );
    default:
      return (
        <Link to={LISTS[type]} className={className}>
          {words}
        </Link>
      );
  }
}

/** Where those are listed that have no page of their own. */
const LISTS = {
  model: '/settings/models',
  mcp_server: '/settings/mcp',
  secret: '/settings/secrets',
  token: '/settings/tokens',
} as const;
