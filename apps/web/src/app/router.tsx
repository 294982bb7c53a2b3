import { TRIGGER_KINDS, type TriggerKind } from '@taskhelm/contract';
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { agentQueries } from '../features/agents/agent-queries.ts';
import { readAuditSearch } from '../features/audit/audit-search.ts';
import { readInboxSearch, type InboxSearch } from '../features/inputs/inbox-search.ts';
import { readDeliverySearch } from '../features/notices/delivery-search.ts';
import { readHandoverSearch, readOverviewSearch } from '../features/stats/overview-search.ts';
import { isLastTaskSearch } from '../features/tasks/last-task-search.ts';
import { taskQueries } from '../features/tasks/task-queries.ts';
import { readTaskSearch, toListKey } from '../features/tasks/task-search.ts';
import { ApiError } from '../lib/api-client.ts';
import { wasSignedIn } from '../lib/signed-in-hint.ts';
import { leaveForSignIn } from './leave-for-sign-in.ts';
import { soon } from '../lib/soon.ts';
import { parseSearch, readOne, stringifySearch } from '../lib/url-search.ts';
import { whenIdle } from '../lib/when-idle.ts';
import { AppLayout } from './app-layout.tsx';
import { ErrorPage } from './error-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { whoAmIQuery } from '../lib/who-am-i.ts';

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  notFoundComponent: () => (
    <main>
      <NotFoundPage />
    </main>
  ),
});

/** Everything that is only for people who are signed in. */
const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  // A browser that was signed in shows the page at once; one that was not asks first, once.
  beforeLoad: async ({ context: { queryClient }, location }) => {
    if (wasSignedIn()) return;
    try {
      await queryClient.fetchQuery(whoAmIQuery());
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 401)) return;
      leaveForSignIn(location.href);
      await new Promise<never>(() => undefined);
    }
  },
  component: AppLayout,
});

const homeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/tasks', replace: true });
  },
});

const tasksRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/tasks',
  validateSearch: readTaskSearch,
  // The router's search still holds what the reader dropped.
  loaderDeps: ({ search }) => toListKey(readTaskSearch(search)),
  // Begun here, so that data and code travel at the same time.
  // A person who comes to a list sees its newest state; what happens over an open one leaves it where it is.
  loader: async ({ context: { queryClient }, deps, cause }) => {
    void queryClient.prefetchQuery(agentQueries.list());
    const isOpen = cause !== 'enter' && isLastTaskSearch(deps);
    const tasks = queryClient.prefetchQuery(isOpen ? taskQueries.list(deps) : taskQueries.newest(deps));
    if (cause === 'enter') await soon(tasks);
  },
  component: lazyRouteComponent(() => import('../routes/tasks-route.tsx'), 'TasksPage'),
});

// The new task's dialog opens at the press of a key on every page, and brings what forms are made of.
const loadNewTask = () => import('../routes/new-task-route.tsx');
whenIdle(loadNewTask);

const newTaskRoute = createRoute({
  getParentRoute: () => tasksRoute,
  path: '/new',
  // The task that is to be run again with changes.
  validateSearch: (search: Record<string, unknown>): { from?: string } =>
    typeof search['from'] === 'string' ? { from: search['from'] } : {},
  component: lazyRouteComponent(loadNewTask, 'NewTaskPage'),
});

const taskRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/tasks/$id',
  loader: async ({ context: { queryClient }, params, cause }) => {
    const task = queryClient.prefetchQuery(taskQueries.one(params.id));
    if (cause === 'enter') await soon(task);
  },
  component: lazyRouteComponent(() => import('../routes/task-route.tsx'), 'TaskPage'),
});

const inboxRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/inbox',
  // Its `sort` is not that of the task list, to which every page hands its search on.
  validateSearch: (search: Record<string, unknown>): Omit<InboxSearch, 'sort'> => readInboxSearch(search),
  component: lazyRouteComponent(() => import('../routes/inbox-route.tsx'), 'InboxPage'),
});

const readWords = (search: Record<string, unknown>): { q?: string } =>
  typeof search['q'] === 'string' ? { q: search['q'].slice(0, 200) } : {};

const agentsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/agents',
  validateSearch: readWords,
  component: lazyRouteComponent(() => import('../routes/agents-route.tsx'), 'AgentsPage'),
});

const newAgentRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/agents/new',
  component: lazyRouteComponent(() => import('../routes/new-agent-route.tsx'), 'NewAgentPage'),
});

const agentRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/agents/$name',
  loader: ({ context: { queryClient }, params }) => {
    void queryClient.prefetchQuery(agentQueries.one(params.name));
  },
  component: lazyRouteComponent(() => import('../routes/agent-route.tsx'), 'AgentPage'),
});

const agentOverviewRoute = createRoute({
  getParentRoute: () => agentRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../routes/agent-overview-route.tsx'), 'AgentOverviewPage'),
});

const agentSettingsRoute = createRoute({
  getParentRoute: () => agentRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('../routes/agent-settings-route.tsx'), 'AgentSettingsPage'),
});

const agentMemoriesRoute = createRoute({
  getParentRoute: () => agentRoute,
  path: '/memories',
  validateSearch: readWords,
  component: lazyRouteComponent(() => import('../routes/agent-memories-route.tsx'), 'AgentMemoriesPage'),
});

const editAgentRoute = createRoute({
  getParentRoute: () => agentRoute,
  path: '/edit',
  component: lazyRouteComponent(() => import('../routes/edit-agent-route.tsx'), 'EditAgentPage'),
});

const triggersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/triggers',
  validateSearch: (search: Record<string, unknown>): { kind?: TriggerKind } => {
    const kind = readOne(search['kind'], TRIGGER_KINDS);
    return kind ? { kind } : {};
  },
  component: lazyRouteComponent(() => import('../routes/triggers-route.tsx'), 'TriggersPage'),
});

const newTriggerRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/triggers/new',
  component: lazyRouteComponent(() => import('../routes/new-trigger-route.tsx'), 'NewTriggerPage'),
});

const triggerRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/triggers/$id',
  // The delivery that a task came from.
  validateSearch: (search: Record<string, unknown>): { delivery?: string } =>
    typeof search['delivery'] === 'string' ? { delivery: search['delivery'] } : {},
  component: lazyRouteComponent(() => import('../routes/trigger-route.tsx'), 'TriggerPage'),
});

const overviewRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/overview',
  validateSearch: readOverviewSearch,
  component: lazyRouteComponent(() => import('../routes/overview-route.tsx'), 'OverviewPage'),
});

const handoverRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/handover',
  validateSearch: readHandoverSearch,
  component: lazyRouteComponent(() => import('../routes/handover-route.tsx'), 'HandoverPage'),
});

const settingsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings-layout.tsx'), 'SettingsLayout'),
});

const settingsHomeRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/models', replace: true });
  },
});

const modelsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/models',
  component: lazyRouteComponent(() => import('../routes/models-route.tsx'), 'ModelsPage'),
});

const tokensRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/tokens',
  component: lazyRouteComponent(() => import('../routes/tokens-route.tsx'), 'TokensPage'),
});

const noticesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/notices',
  component: lazyRouteComponent(() => import('../routes/notices-route.tsx'), 'NoticesPage'),
});

const noticeRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/notices/$id',
  validateSearch: readDeliverySearch,
  component: lazyRouteComponent(() => import('../routes/notice-route.tsx'), 'NoticePage'),
});

const secretsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/secrets',
  component: lazyRouteComponent(() => import('../routes/secrets-route.tsx'), 'SecretsPage'),
});

const appearanceRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/appearance',
  component: lazyRouteComponent(() => import('../routes/appearance-route.tsx'), 'AppearancePage'),
});

const accountRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('../routes/account-route.tsx'), 'AccountPage'),
});

const auditRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/audit',
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import('../routes/audit-route.tsx'), 'AuditPage'),
});

const systemRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/system',
  component: lazyRouteComponent(() => import('../routes/system-route.tsx'), 'SystemPage'),
});

const mcpRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/mcp',
  component: lazyRouteComponent(() => import('../routes/mcp-route.tsx'), 'McpPage'),
});

const routeTree = rootRoute.addChildren([
  appRoute.addChildren([
    homeRoute,
    tasksRoute.addChildren([newTaskRoute]),
    taskRoute,
    inboxRoute,
    agentsRoute,
    newAgentRoute,
    agentRoute.addChildren([agentOverviewRoute, agentMemoriesRoute, agentSettingsRoute, editAgentRoute]),
    triggersRoute,
    newTriggerRoute,
    triggerRoute,
    overviewRoute,
    handoverRoute,
    settingsRoute.addChildren([
      settingsHomeRoute,
      modelsRoute,
      mcpRoute,
      secretsRoute,
      noticesRoute,
      noticeRoute,
      tokensRoute,
      appearanceRoute,
      accountRoute,
      auditRoute,
      systemRoute,
    ]),
  ]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    search: { strict: true },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 150,
    scrollRestoration: true,
    scrollToTopSelectors: ['[data-scroll-area]'],
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
  });
}

declare module '@tanstack/react-router' {
  // The library's own interface is extended here.
  // oxlint-disable-next-line typescript/consistent-type-definitions
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
