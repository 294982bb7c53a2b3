import type { Express } from 'express';
import type { Context } from '../context.ts';

/** `/healthz`: the process answers. `/readyz`: the database, which holds the queue too, answers. */
export function mountHealthRoutes(app: Express, { prisma, build }: Context): void {
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok', version: build.version });
  });
  app.get('/readyz', async (_request, response) => {
    const ready = await prisma.$queryRaw`SELECT 1 FROM pgboss.version`.then(
      () => true,
      () => false,
    );
    if (!ready) response.set('Retry-After', '2');
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'unavailable' });
  });
}
