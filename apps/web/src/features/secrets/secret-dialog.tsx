import type { Secret } from '@taskhelm/contract';
import { useId, useState, type FormEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { Field, fieldProps } from '../../components/field.tsx';
import { ApiError } from '../../lib/api-client.ts';
import { readSecret, secretDraft, secretErrors, type SecretErrors } from './secret-draft.ts';
import { useSaveSecret } from './secret-queries.ts';

/** The value of `secret` is replaced; without one, a new secret is stored. */
type SecretDialogProps = { secret: Secret | null; onClose: () => void };

export function SecretDialog({ secret, onClose }: SecretDialogProps) {
  const id = useId();
  const save = useSaveSecret();
  const [draft, setDraft] = useState(() => secretDraft(secret));
  const [found, setFound] = useState<SecretErrors>({});
  const errors = { ...toldErrors(save.error), ...found };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const read = readSecret(draft, secret);
    setFound('errors' in read ? read.errors : {});
    if (!('errors' in read)) save.mutate(read, { onSuccess: onClose });
  };
  const value = secret ? 'New value' : 'Value';
  return (
    <Dialog open onClose={onClose} title={secret ? `Replace the value of ${secret.name}` : 'New secret'}>
      <form noValidate onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
        <div className="min-h-0 flex-1 space-y-4 overflow-y-auto p-4">
          {secret ? null : (
            <Field
              id={`${id}-name`}
              label="Name"
              required
              error={errors.name}
              hint="Headers name it as {{secret:NAME}}. It cannot be changed later."
            >
              <input
                {...fieldProps(`${id}-name`, { hint: true, error: errors.name, required: true })}
                value={draft.name}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => setDraft({ ...draft, name: event.target.value })}
                className="field mono"
              />
            </Field>
          )}
          <Field
            id={`${id}-value`}
            label={value}
            required
            error={errors.value}
            hint="Kept encrypted, and never shown again."
          >
            <input
              {...fieldProps(`${id}-value`, { hint: true, error: errors.value, required: true })}
              type="password"
              value={draft.value}
              autoComplete="new-password"
              onChange={(event) => setDraft({ ...draft, value: event.target.value })}
              className="field mono"
            />
          </Field>
          <Field
            id={`${id}-hosts`}
            label="May be sent to"
            required
            error={errors.hosts}
            hint="One host a line, such as api.example.com. It goes to no other, and over https unless an origin says http://."
          >
            <textarea
              {...fieldProps(`${id}-hosts`, { hint: true, error: errors.hosts, required: true })}
              rows={2}
              value={draft.hosts}
              spellCheck={false}
              onChange={(event) => setDraft({ ...draft, hosts: event.target.value })}
              className="field mono field-sizing-content max-h-40 resize-y"
            />
          </Field>
          {save.error ? <ErrorLine title="Nothing was stored." error={save.error} /> : null}
        </div>
        <div className="flex justify-end gap-2 border-t px-4 py-3">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={save.isPending}>
            {save.isPending ? 'Saving…' : secret ? 'Replace value' : 'Store secret'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function toldErrors(error: Error | null): SecretErrors {
  if (!(error instanceof ApiError)) return {};
  return error.code === 'name_taken' ? { name: error.message } : secretErrors(error.details);
}
