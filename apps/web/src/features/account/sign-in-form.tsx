import type { SignInRequest } from '@taskhelm/contract';
import { Eye, EyeOff } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState, type FormEvent } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { Field, fieldProps } from '../../components/field.tsx';
import { ApiError } from '../../lib/api-client.ts';
import { signIn } from './sign-in.ts';
import { forgetSignInCode } from './take-sign-in-code.ts';

/** The last try to sign in; without an error it is under way. */
type Attempt = { isByCode: boolean; error: Error | null };

/** Signs in with the code of a link by itself, else with e-mail and password. */
export function SignInForm({ code, onSignedIn }: { code: string | null; onSignedIn: () => void }) {
  const [attempt, setAttempt] = useState<Attempt | null>(code ? { isByCode: true, error: null } : null);
  const alert = useRef<HTMLParagraphElement>(null);
  const [isShown, setShown] = useState(false);

  const send = (body: SignInRequest): void => {
    signIn(body).then(onSignedIn, (error: Error) => setAttempt({ isByCode: 'code' in body, error }));
  };
  const sendCode = useEffectEvent((oneTimeCode: string) => send({ code: oneTimeCode }));

  useEffect(() => {
    if (!code) return;
    forgetSignInCode();
    sendCode(code);
  }, [code]);
  useEffect(() => {
    if (attempt?.error) alert.current?.focus();
  }, [attempt]);

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const email = textOf(fields, 'email').trim();
    const password = textOf(fields, 'password');
    if (email === '' || password === '') return;
    setAttempt({ isByCode: false, error: null });
    send({ email, password });
  };

  const isPending = attempt !== null && !attempt.error;
  if (isPending && attempt.isByCode) {
    return (
      <p role="status" className="text-muted">
        Signing in…
      </p>
    );
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      <Field id="email" label="E-mail" required>
        <input
          {...fieldProps('email', { required: true })}
          name="email"
          type="email"
          required
          autoComplete="username"
          className="field"
        />
      </Field>
      <Field id="password" label="Password" required>
        <div className="relative">
          <input
            {...fieldProps('password', { required: true })}
            name="password"
            type={isShown ? 'text' : 'password'}
            required
            autoComplete="current-password"
            className="field pr-10 coarse:pr-12"
          />
          <IconButton
            label={isShown ? 'Hide password' : 'Show password'}
            aria-pressed={isShown}
            onClick={() => setShown(!isShown)}
            className="absolute top-1 right-1 coarse:top-0 coarse:right-0"
          >
            {isShown ? <EyeOff aria-hidden className="size-4" /> : <Eye aria-hidden className="size-4" />}
          </IconButton>
        </div>
      </Field>
      <Button type="submit" variant="primary" disabled={isPending} className="w-full !h-9 coarse:!h-11">
        {isPending ? 'Signing in…' : 'Sign in'}
      </Button>
      {attempt?.error ? (
        <p ref={alert} tabIndex={-1} role="alert" className="text-sm text-failed">
          {explain(attempt.error, attempt.isByCode)}
        </p>
      ) : null}
      <p className="border-t pt-4 text-sm text-muted">
        No password? <code className="mono text-text">npm run sign-in</code> on the server prints a link that
        signs you in.
      </p>
    </form>
  );
}

function explain(error: Error, isByCode: boolean): string {
  const isRefused = error instanceof ApiError && (error.status === 401 || error.status === 422);
  if (isByCode && isRefused) {
    return 'This sign-in link was used before or has expired. Run `npm run sign-in` on the server for a fresh link.';
  }
  if (error instanceof ApiError && error.retryAfter !== null) {
    return `${error.message} Try again in ${error.retryAfter} s.`;
  }
  return error.message;
}

function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value : '';
}
