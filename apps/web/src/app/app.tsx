import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, Suspense, useState } from 'react';
import { idlePart } from '../lib/idle-part.tsx';
import { createQueryClient } from '../lib/query-client.ts';
import { noteSignedOut } from '../lib/signed-in-hint.ts';
import { useIdle } from '../lib/use-idle.ts';
import { leaveForSignIn } from './leave-for-sign-in.ts';
import { createAppRouter } from './router.tsx';

const Toasts = idlePart(() => import('../components/toasts.tsx').then((module) => module.Toasts));

export function App() {
  const [{ router, queryClient }] = useState(createApp);
  const isIdle = useIdle();
  return (
    <StrictMode>
      <CSPProvider disableStyleElements>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
          {isIdle ? (
            <Suspense>
              <Toasts />
            </Suspense>
          ) : null}
        </QueryClientProvider>
      </CSPProvider>
    </StrictMode>
  );
}

/** Without a valid cookie every page leads to the sign-in page, which leads back. Drafts are kept by the browser. */
function createApp() {
  const queryClient = createQueryClient(() => {
    noteSignedOut();
    leaveForSignIn(router.latestLocation.href);
  });
  const router = createAppRouter(queryClient);
  return { queryClient, router };
}
