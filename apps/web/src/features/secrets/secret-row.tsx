import type { Secret } from '@taskhelm/contract';
import { Button } from '../../components/button.tsx';
import { LazyConfirmPopover } from '../../components/lazy-confirm-popover.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { useDeleteSecret } from './secret-queries.ts';

type SecretRowProps = {
  secret: Secret;
  /** Names of the agents whose instructions name it. */
  namedBy: readonly string[];
  onReplace: () => void;
};

export function SecretRow({ secret, namedBy, onReplace }: SecretRowProps) {
  const { name, allowed_hosts, last_used_at, created_by, created_at } = secret;
  const remove = useDeleteSecret();
  return (
    <li aria-label={name} className="flex flex-wrap items-start gap-x-6 gap-y-2 border-b px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex items-center gap-x-1">
          <span className="mono min-w-0 font-medium break-all">{name}</span>
          <CopyButton text={`{{secret:${name}}}`} label={`Copy what names ${name} in a header`} />
        </p>
        <p className="text-sm break-words text-muted">
          to <span className="mono">{allowed_hosts.join(', ')}</span>
        </p>
        <p className="flex flex-wrap gap-x-4 text-sm text-muted">
          <span>
            {last_used_at ? (
              <>
                used <RelativeTime at={last_used_at} />
              </>
            ) : (
              'never used'
            )}
          </span>
          <span>
            stored <RelativeTime at={created_at} /> by {created_by.name}
          </span>
          {namedBy.length > 0 ? (
            <span className="min-w-0 break-words">named in the instructions of {namedBy.join(', ')}</span>
          ) : null}
        </p>
      </div>
      <div className="flex flex-wrap gap-1.5">
        <Button size="small" onClick={onReplace} aria-label={`Replace value of ${name}`}>
          Replace value
        </Button>
        <LazyConfirmPopover
          trigger={
            <Button size="small" disabled={remove.isPending} aria-label={`Delete ${name}`}>
              Delete
            </Button>
          }
          question={`Delete ${name}?`}
          detail={[
            namedBy.length > 0
              ? `The instructions of ${namedBy.join(', ')} name it.`
              : 'No instructions of an agent name it.',
            'Calls that use it fail from then on. This is final.',
          ].join(' ')}
          confirmLabel="Delete secret"
          onConfirm={() => remove.mutate(secret)}
        />
      </div>
    </li>
  );
}
