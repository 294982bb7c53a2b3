import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { Logo } from '../components/logo.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { browserSessionQueries } from '../features/account/browser-session-queries.ts';
import { SignInForm } from '../features/account/sign-in-form.tsx';
import { takeSignInCode } from '../features/account/take-sign-in-code.ts';
import { wasSignedIn } from '../lib/signed-in-hint.ts';
import { safePath } from '../lib/safe-path.ts';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { next } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [code, setCode] = useState(takeSignInCode);
  // A link may also be pasted while this page is open.
  useEffect(() => {
    const onHashChange = (): void => setCode((before) => takeSignInCode() ?? before);
    addEventListener('hashchange', onHashChange);
    return () => removeEventListener('hashchange', onHashChange);
  }, []);

  const goOn = useCallback(() => router.history.replace(safePath(next) ?? '/tasks'), [router, next]);

  // Someone who is signed in has nothing to do here.
  useEffect(() => {
    if (code || !wasSignedIn()) return;
    void queryClient
      .fetchQuery({ ...browserSessionQueries.whoAmI(), retry: false })
      .then(goOn, () => undefined);
  }, [code, queryClient, goOn]);

  return (
    <main className="flex min-h-dvh items-center justify-center bg-surface p-4">
      <div className="w-full max-w-sm rounded-xl border bg-bg p-6">
        <div className="mb-5 flex items-center gap-3">
          <Logo className="size-8" />
          <PageTitle name="Sign in">Sign in to Taskhelm</PageTitle>
        </div>
        <SignInForm code={code} onSignedIn={goOn} />
      </div>
    </main>
  );
}
