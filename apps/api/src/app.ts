import { randomUUID } from 'node:crypto';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import { mountAgentRoutes } from './agents/agent-routes.ts';
import { mountArtifactRoutes } from './artifacts/artifact-routes.ts';
import type { Context } from './context.ts';
import { mountAlertRoutes } from './alerts/alert-routes.ts';
import { mountAuditRoutes } from './audit/audit-routes.ts';
import { AppError } from './errors.ts';
import { mountHealthRoutes } from './health/health-routes.ts';
import { createAuthenticate } from './http/authenticate.ts';
import { createErrorHandler } from './http/error-handler.ts';
import { createMount } from './http/mount-endpoint.ts';
import { limitSignIn } from './http/rate-limit.ts';
import { serveWebApp } from './http/serve-web-app.ts';
import { mountInputRoutes } from './inputs/input-routes.ts';
import { mountModelRoutes } from './models/model-routes.ts';
import { mountMemoryRoutes } from './memories/memory-routes.ts';
import { mountMcpRoutes } from './mcp/mcp-routes.ts';
import { mountLiveRoutes } from './live/live-routes.ts';
import { mountExportRoutes } from './sessions/export-routes.ts';
import { mountSessionRoutes } from './sessions/session-routes.ts';
import { mountStatsRoutes } from './stats/stats-routes.ts';
import { mountTaskRoutes } from './tasks/task-routes.ts';
import { mountToolSecretRoutes } from './tool-secrets/tool-secret-routes.ts';
import { mountTokenRoutes } from './tokens/token-routes.ts';
import { mountUsageRoutes } from './usage/usage-routes.ts';
import { mountHookRoutes } from './triggers/hook-routes.ts';
import { mountTriggerRoutes } from './triggers/trigger-routes.ts';
import { mountWebhookRoutes } from './webhooks/webhook-routes.ts';
import { mountSystemRoutes } from './system/system-routes.ts';
import { mountAccountRoutes } from './users/account-routes.ts';
import { mountBrowserSessionRoutes } from './users/browser-session-routes.ts';
import { mountViewRoutes } from './views/view-routes.ts';

const CSP = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  frameAncestors: ["'none'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
};

/** The whole HTTP side: API, health, web app. */
export function createApp(context: Context): Express {
  const { config, logger, prisma, browserSessions, streams, audit } = context;
  const app = express();
  app.disable('x-powered-by');
  app.use(
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: CSP },
      strictTransportSecurity: config.publicUrl.startsWith('https:'),
    }),
  );
  app.use((request, response, next) => {
    const id = randomUUID();
    request.id = id;
    response.set('X-Request-Id', id);
    next();
  });
  app.use(
    pinoHttp({
      logger,
      quietReqLogger: true,
      customLogLevel: levelOf,
      serializers: { req: logRequest, res: logResponse },
    }),
  );
  mountHealthRoutes(app, context);
  app.use('/api', (_request, response, next) => {
    response.set('Cache-Control', 'private, no-cache');
    next();
  });
  app.post('/api/v1/session', limitSignIn());
  app.post('/api/v1/account/password', limitSignIn());
  const authenticate = createAuthenticate(prisma, browserSessions);
  const mount = createMount(app, { authenticate, streams, audit });
  for (const mountRoutes of [
    mountLiveRoutes,
    mountStatsRoutes,
    mountTaskRoutes,
    mountSessionRoutes,
    mountInputRoutes,
    mountAgentRoutes,
    mountModelRoutes,
    mountMemoryRoutes,
    mountArtifactRoutes,
    mountToolSecretRoutes,
    mountUsageRoutes,
    mountMcpRoutes,
    mountExportRoutes,
    mountViewRoutes,
    mountTokenRoutes,
    mountTriggerRoutes,
    mountHookRoutes,
    mountBrowserSessionRoutes,
    mountAccountRoutes,
    mountAuditRoutes,
    mountSystemRoutes,
    mountAlertRoutes,
    mountWebhookRoutes,
  ]) {
    mountRoutes(mount, context);
  }
  app.use('/api', (request) => {
    throw new AppError(
      'not_found',
      `There is nothing at ${request.method} ${request.baseUrl}${request.path}.`,
    );
  });
  serveWebApp(app, config.webRoot);
  app.use(createErrorHandler(logger));
  return app;
}

const levelOf = (_request: unknown, response: { statusCode: number }): 'debug' | 'warn' =>
  response.statusCode >= 500 ? 'warn' : 'debug';

const logResponse = (response: { statusCode: number }): { status: number } => ({
  status: response.statusCode,
});

/** No query and no headers: they may hold what was searched for, and credentials. A hook's address may be its secret. */
const logRequest = (request: { id: unknown; method: string; url: string }) => ({
  id: request.id,
  method: request.method,
  path: request.url.split('?')[0]?.replace(/(\/hooks\/)[^/]+/, '$1…'),
});
