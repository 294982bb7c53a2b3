import { createTokenRequestSchema, SCOPES, type CreatedToken, type Scope } from '@taskhelm/contract';
import { useId, useState, type FormEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { Field, FieldError, fieldProps } from '../../components/field.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { Select } from '../../components/select.tsx';
import { useCreateToken } from './token-queries.ts';

const EXPIRIES = [
  { days: 30, label: 'In 30 days' },
  { days: 90, label: 'In 90 days' },
  { days: 365, label: 'In a year' },
  { days: 0, label: 'Never' },
];
const DAY_MS = 86_400_000;

export function CreateTokenDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const create = useCreateToken();
  const close = (): void => {
    create.reset();
    onClose();
  };
  return (
    <Dialog open={open} onClose={close} title="New API token">
      {create.data ? (
        <Secret token={create.data} onClose={close} />
      ) : (
        <TokenForm
          isPending={create.isPending}
          error={create.error}
          onCancel={close}
          onSubmit={(body) => create.mutate(body)}
        />
      )}
    </Dialog>
  );
}

type TokenFormProps = {
  isPending: boolean;
  error: Error | null;
  onCancel: () => void;
  onSubmit: (body: { name: string; scopes: Scope[]; expires_at: string | null }) => void;
};

function TokenForm({ isPending, error, onCancel, onSubmit }: TokenFormProps) {
  const id = useId();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Scope[]>(['tasks:read', 'tasks:write', 'inputs:respond']);
  const [days, setDays] = useState(30);
  const [errors, setErrors] = useState<{ name?: string; scopes?: string }>({});

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const expires = days === 0 ? null : new Date(Date.now() + days * DAY_MS).toISOString();
    const parsed = createTokenRequestSchema.safeParse({ name, scopes, expires_at: expires });
    if (parsed.success) {
      onSubmit({ name: parsed.data.name, scopes, expires_at: expires });
      return;
    }
    const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0]));
    setErrors({
      ...(wrong.has('name') ? { name: 'Give it a name of at most 100 characters' } : {}),
      ...(wrong.has('scopes') ? { scopes: 'Choose at least one' } : {}),
    });
  };
  return (
    <form noValidate onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
      <div className="min-h-0 flex-1 space-y-4 overflow-y-auto p-4">
        <Field id={`${id}-name`} label="Name" required error={errors.name} hint="Which program uses it">
          <input
            {...fieldProps(`${id}-name`, { hint: true, error: errors.name, required: true })}
            value={name}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
            className="field"
          />
        </Field>
        <fieldset>
          <legend className="mb-1 text-sm font-medium">May do</legend>
          <div className="grid grid-cols-2 gap-1">
            {SCOPES.map((scope) => (
              <label key={scope} className="flex min-h-6 items-center gap-2 text-sm coarse:min-h-11">
                <input
                  type="checkbox"
                  checked={scopes.includes(scope)}
                  onChange={(event) =>
                    setScopes(
                      event.target.checked ? [...scopes, scope] : scopes.filter((other) => other !== scope),
                    )
                  }
                  className="size-4 accent-accent coarse:size-5"
                />
                <span className="mono">{scope}</span>
              </label>
            ))}
          </div>
          <FieldError id={`${id}-scopes`} error={errors.scopes} />
        </fieldset>
        <Field id={`${id}-expiry`} label="Expires">
          <Select
            {...fieldProps(`${id}-expiry`)}
            value={days}
            onChange={(event) => setDays(Number(event.target.value))}
          >
            {EXPIRIES.map((expiry) => (
              <option key={expiry.days} value={expiry.days}>
                {expiry.label}
              </option>
            ))}
          </Select>
        </Field>
        {error ? <ErrorLine title="The token was not created." error={error} /> : null}
      </div>
      <div className="flex justify-end gap-2 border-t px-4 py-3">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={isPending}>
          {isPending ? 'Creating…' : 'Create token'}
        </Button>
      </div>
    </form>
  );
}

function Secret({ token, onClose }: { token: CreatedToken; onClose: () => void }) {
  return (
    <div className="space-y-4 p-4">
      <p>
        This is the secret of <strong>{token.name}</strong>. It is shown only now; copy it to where it is
        used.
      </p>
      <CopyField label="Secret" value={token.token} />
      <div className="flex justify-end">
        <Button variant="primary" onClick={onClose}>
          I have saved it
        </Button>
      </div>
    </div>
  );
}
