import { PASSWORD_MIN } from '@taskhelm/contract';
import { useId, useState, type FormEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { Field, fieldProps } from '../../components/field.tsx';
import { ApiError } from '../../lib/api-client.ts';
import { useChangePassword } from './account-queries.ts';

type Errors = { current?: string | undefined; next?: string | undefined; again?: string | undefined };
type Name = keyof Errors;

const EMPTY: Record<Name, string> = { current: '', next: '', again: '' };

/** Sets a password, or another one. `email` is for password managers. */
export function PasswordForm({ email, hasPassword }: { email: string; hasPassword: boolean }) {
  const id = useId();
  const change = useChangePassword();
  const [texts, setTexts] = useState(EMPTY);
  const [own, setOwn] = useState<Errors>({});
  const refused = refusalsOf(change.error);
  const errors: Errors = { ...own, ...(refused.current || refused.next ? refused : {}) };
  const isOther = !refused.current && !refused.next;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const found = check(texts, hasPassword);
    setOwn(found);
    change.reset();
    if (Object.values(found).some(Boolean)) return;
    change.mutate(
      { new_password: texts.next, ...(hasPassword ? { current_password: texts.current } : {}) },
      { onSuccess: () => setTexts(EMPTY) },
    );
  };
  const propsOf = (name: Name) => ({
    id: `${id}-${name}`,
    value: texts[name],
    error: errors[name],
    onChange: (text: string) => setTexts({ ...texts, [name]: text }),
  });
  return (
    <section aria-label="Password" className="py-4">
      <h2 className="font-medium">Password</h2>
      <p className="mb-3 text-sm text-muted">
        {hasPassword
          ? 'Changing it signs every other browser out.'
          : 'You have none yet: only sign-in links let you in.'}
      </p>
      <form noValidate onSubmit={submit} className="max-w-sm space-y-3">
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        {hasPassword ? (
          <PasswordField {...propsOf('current')} label="Current password" autoComplete="current-password" />
        ) : null}
        <PasswordField
          {...propsOf('next')}
          label="New password"
          autoComplete="new-password"
          hint={`At least ${PASSWORD_MIN} characters; a few words are good`}
        />
        <PasswordField {...propsOf('again')} label="New password again" autoComplete="new-password" />
        {change.error && isOther ? (
          <ErrorLine title="The password was not changed." error={change.error} />
        ) : null}
        <Button type="submit" variant="primary" disabled={change.isPending}>
          {change.isPending ? 'Changing…' : hasPassword ? 'Change password' : 'Set password'}
        </Button>
      </form>
    </section>
  );
}

type PasswordFieldProps = {
  id: string;
  label: string;
  autoComplete: string;
  hint?: string;
  error: string | undefined;
  value: string;
  onChange: (text: string) => void;
};

function PasswordField({ id, label, autoComplete, hint, error, value, onChange }: PasswordFieldProps) {
  return (
    <Field id={id} label={label} required error={error} hint={hint}>
      <input
        {...fieldProps(id, { hint: hint !== undefined, error, required: true })}
        type="password"
        autoComplete={autoComplete}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        className="field"
      />
    </Field>
  );
}

function check({ current, next, again }: Record<Name, string>, hasPassword: boolean): Errors {
  return {
    current: hasPassword && current === '' ? 'Enter the password you have now' : undefined,
    next: next.length < PASSWORD_MIN ? `At least ${PASSWORD_MIN} characters` : undefined,
    again: again === next ? undefined : 'This is not the same',
  };
}

function refusalsOf(error: Error | null): Errors {
  const details = error instanceof ApiError ? error.details : [];
  const messageOf = (path: string) => details.find((detail) => detail.path === path)?.message;
  return { current: messageOf('current_password'), next: messageOf('new_password') };
}
