import type { AuditEntry, AuditSubject } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';

type SubjectLinkProps = { entry: AuditEntry; subject: AuditSubject };

/** Stands in a sentence: a finger has more room than the line is high. */
const LINK = 'text-accent underline underline-offset-2 coarse:py-3';

/** To what an act was done to; its name alone where the act has done away with it. */
export function SubjectLink({ entry, subject: { type, id, name } }: SubjectLinkProps) {
  if (entry.action === `${type}_deleted`) return <b className="font-medium">{name}</b>;
  switch (type) {
    case 'agent':
      return (
        <Link to="/agents/$name" params={{ name: id }} className={LINK}>
          {name}
        </Link>
      );
    case 'task':
      return (
        <Link to="/tasks/$id" params={{ id }} className={LINK}>
          {name}
        </Link>
      );
    case 'trigger':
      return (
        <Link to="/triggers/$id" params={{ id }} className={LINK}>
          {name}
        </Link>
      );
    case 'webhook':
      return (
        <Link to="/settings/notices/$id" params={{ id }} className={LINK}>
          {name}
        </Link>
      );
    default:
      return (
        <Link to={LISTS[type]} className={LINK}>
          {name}
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
