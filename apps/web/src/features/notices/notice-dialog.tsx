import type { Webhook, WebhookWithSecret } from '@taskhelm/contract';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { ApiError } from '../../lib/api-client.ts';
import { toastSuccess } from '../../lib/toast.ts';
import { draftOf, errorsByField, readChange, readNew, type DraftErrors } from './notice-draft.ts';
import { NoticeFields, type AgentName } from './notice-fields.tsx';
import { useCreateNotice, useUpdateNotice } from './notice-queries.ts';
import { SecretOnce } from './secret-once.tsx';

/** `notice` is changed; without one, a new destination is added and its secret is shown once. */
export type NoticeDialogProps = {
  notice: Webhook | null;
  agents: readonly AgentName[];
  onClose: () => void;
};

export function NoticeDialog({ notice, agents, onClose }: NoticeDialogProps) {
  const [made, setMade] = useState<WebhookWithSecret | null>(null);
  if (made?.secret) return <SecretOnce notice={made} secret={made.secret} isNew onClose={onClose} />;
  return (
    <Dialog open onClose={onClose} title={notice ? `Edit ${notice.name}` : 'New destination'}>
      <NoticeForm notice={notice} agents={agents} onClose={onClose} onMade={setMade} />
    </Dialog>
  );
}

type NoticeFormProps = NoticeDialogProps & { onMade: (made: WebhookWithSecret) => void };

function NoticeForm({ notice, agents, onClose, onMade }: NoticeFormProps) {
  const [create, update] = [useCreateNotice(), useUpdateNotice()];
  const [draft, setDraft] = useState(() => draftOf(notice));
  const [errors, setErrors] = useState<DraftErrors>({});
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(errors).length === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]')?.focus();
  }, [errors]);
  const onError = (error: Error): void => {
    if (error instanceof ApiError) setErrors(errorsByField(error.details));
  };
  const add = (): void => {
    const read = readNew(draft);
    if ('errors' in read) return setErrors(read.errors);
    setErrors({});
    const onSuccess = (made: WebhookWithSecret): void => {
      toastSuccess(`Added “${made.name}”`);
      if (made.secret === null) onClose();
      else onMade(made);
    };
    create.mutate(read.body, { onSuccess, onError });
  };
  const change = (changed: Webhook): void => {
    const read = readChange(changed, draft);
    if ('errors' in read) return setErrors(read.errors);
    setErrors({});
    if (read.body === null) return onClose();
    const onSuccess = (saved: Webhook): void => {
      toastSuccess(`Saved “${saved.name}”`);
      onClose();
    };
    update.mutate({ id: changed.id, body: read.body }, { onSuccess, onError });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (notice) change(notice);
    else add();
  };
  const error = create.error ?? update.error;
  const isPending = create.isPending || update.isPending;
  return (
    <form ref={form} noValidate onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
      <div className="min-h-0 flex-1 space-y-4 overflow-y-auto p-4">
        <NoticeFields
          notice={notice}
          draft={draft}
          errors={errors}
          agents={agents}
          onChange={(part) => setDraft({ ...draft, ...part })}
        />
        {error ? <ErrorLine title="Nothing was saved." error={error} /> : null}
      </div>
      <div className="flex justify-end gap-2 border-t px-4 py-3">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={isPending}>
          {isPending ? 'Saving…' : notice ? 'Save' : 'Add destination'}
        </Button>
      </div>
    </form>
  );
}
