import type { Webhook } from '@taskhelm/contract';
import { Button } from '../../components/button.tsx';
import { LazyConfirmPopover } from '../../components/lazy-confirm-popover.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { formatCount, plural } from '../../lib/format-number.ts';
import { useDeleteNotice, useRotateSecret, useTestNotice } from './notice-queries.ts';
import { SecretOnce } from './secret-once.tsx';
import { TestResult } from './test-result.tsx';

type NoticeActionsProps = { notice: Webhook; onEdit: () => void; onDeleted?: () => void };

/** What can be done with a destination, and what a test message came to. */
export function NoticeActions({ notice, onEdit, onDeleted }: NoticeActionsProps) {
  const test = useTestNotice();
  return (
    <div className="min-w-0 max-md:w-full">
      <div className="flex flex-wrap gap-1.5 md:justify-end">
        <Button
          size="small"
          disabled={test.isPending}
          aria-label={`Test ${notice.name}`}
          onClick={() => test.mutate(notice)}
        >
          Test
        </Button>
        <Button size="small" aria-label={`Edit ${notice.name}`} onClick={onEdit}>
          Edit
        </Button>
        {notice.format === 'standard' ? <RotateButton notice={notice} /> : null}
        <DeleteButton notice={notice} onDeleted={onDeleted} />
      </div>
      <div role="status" className="max-w-md md:ml-auto">
        {test.isPending ? <p className="mt-1 text-sm text-muted">Sending a test message…</p> : null}
        {test.data && !test.isPending ? <TestResult format={notice.format} test={test.data} /> : null}
      </div>
      {test.error ? <ErrorLine title="No test message was sent." error={test.error} /> : null}
    </div>
  );
}

function RotateButton({ notice }: { notice: Webhook }) {
  const rotate = useRotateSecret();
  return (
    <>
      <LazyConfirmPopover
        trigger={
          <Button size="small" disabled={rotate.isPending} aria-label={`New secret for ${notice.name}`}>
            New secret
          </Button>
        }
        question={`A new secret for “${notice.name}”?`}
        detail="It is shown once. For a day messages are signed with the present one too, so that the receiver can be changed over."
        confirmLabel="Make a new secret"
        onConfirm={() => rotate.mutate(notice)}
      />
      {rotate.data?.secret ? (
        <SecretOnce notice={rotate.data} secret={rotate.data.secret} onClose={() => rotate.reset()} />
      ) : null}
    </>
  );
}

function DeleteButton({ notice, onDeleted }: Pick<NoticeActionsProps, 'notice' | 'onDeleted'>) {
  const remove = useDeleteNotice(onDeleted);
  const { pending, delivered, dead } = notice.counts;
  const consequence = [
    pending > 0 ? `${plural(pending, 'notice')} on the way will not arrive.` : 'No notice is on its way.',
    `Its log of ${formatCount(pending + delivered + dead)} is deleted with it, and so are its address and secret.`,
  ];
  return (
    <LazyConfirmPopover
      trigger={
        <Button size="small" disabled={remove.isPending} aria-label={`Delete ${notice.name}`}>
          Delete
        </Button>
      }
      question={`Delete “${notice.name}”?`}
      detail={consequence.join(' ')}
      confirmLabel="Delete destination"
      onConfirm={() => remove.mutate(notice)}
    />
  );
}
