import { useEffect, useState } from 'react';
import { Logo } from '../components/logo.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { isSignedIn } from '../features/account/sign-in.ts';
import { SignInForm } from '../features/account/sign-in-form.tsx';
import { takeSignInCode } from '../features/account/take-sign-in-code.ts';
import { safePath } from '../lib/safe-path.ts';

/** A document of its own (`sign-in.html`), without router and cache: nobody waits for the dashboard to sign in to it. */
export function SignInPage() {
  const [code, setCode] = useState(takeSignInCode);
  // A link may also be pasted while this page is open.
  useEffect(() => {
    const onHashChange = (): void => setCode((before) => takeSignInCode() ?? before);
    addEventListener('hashchange', onHashChange);
    return () => removeEventListener('hashchange', onHashChange);
  }, []);

  // Someone who is signed in has nothing to do here.
  useEffect(() => {
    if (code) return;
    void isSignedIn().then((yes) => {
      if (yes) goOn();
    });
  }, [code]);

  return (
    <main className="flex min-h-dvh items-center justify-center bg-surface p-4">
      <div className="w-full max-w-sm rounded-xl border bg-bg p-6">
        <div className="mb-5 flex items-center gap-3">
          <Logo className="size-8" />
          <PageTitle name="Sign in">Sign in to Taskhelm</PageTitle>
        </div>
        <SignInForm key={code} code={code} onSignedIn={goOn} />
      </div>
    </main>
  );
}

function goOn(): void {
  const next = new URLSearchParams(location.search).get('next');
  location.replace(safePath(next) ?? '/tasks');
}
