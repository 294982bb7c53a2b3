import { join } from 'node:path';
import type { Express, RequestHandler, Response } from 'express';
import staticGzip from 'express-static-gzip';
import { AppError } from '../errors.ts';

/** The built web app: hashed assets for ever, everything else revalidated; a path without a file is a page of the app. */
export function serveWebApp(app: Express, webRoot: string): void {
  const serveAsset = serveFrom(join(webRoot, 'assets'), { immutable: true, maxAge: '1y' });
  const serveFile = serveFrom(webRoot, {
    dotfiles: 'ignore',
    setHeaders: (response) => response.setHeader('Cache-Control', 'no-cache'),
  });
  app.use(refuseMalformedPath);
  app.use('/assets', serveAsset, (_request, response) => {
    throw noFile(response);
  });
  app.use(serveFile);
  app.get('/{*path}', (request, response, next) => {
    if (!request.accepts('html') || /\.[a-z0-9]+$/i.test(request.path)) throw noFile(response);
    const page = `/${request.path.replaceAll(/^[/\\]+|\/+$/g, '')}`;
    if (page !== request.path) {
      const query = request.url.slice(request.path.length);
      response.set('Cache-Control', 'no-cache').redirect(301, page + query);
      return;
    }
    // Signing in is a document of its own.
    request.url = page === '/sign-in' ? '/sign-in.html' : '/index.html';
    serveFile(request, response, (error: unknown) =>
      next(error ?? new AppError('not_found', 'The web app is not built.')),
    );
  });
  app.use((request) => {
    throw new AppError('not_found', `There is nothing at ${request.method} ${request.path}.`);
  });
}

type StaticOptions = NonNullable<NonNullable<Parameters<typeof staticGzip>[1]>['serveStatic']>;

/** The build has its texts in smaller forms too; which is sent depends on what the caller takes. */
const serveFrom = (folder: string, serveStatic: StaticOptions): RequestHandler =>
  staticGzip(folder, {
    enableBrotli: true,
    orderPreference: ['br', 'gzip'],
    index: false,
    serveStatic: { ...serveStatic, redirect: false },
  }) as RequestHandler;

/** The error is not sent in the form in which the file would have been, had it not gone since the start. */
function noFile(response: Response): AppError {
  response.removeHeader('Content-Encoding');
  response.removeHeader('Content-Type');
  return new AppError('not_found', 'There is no such file.');
}

const refuseMalformedPath: RequestHandler = (request, _response, next) => {
  try {
    decodeURIComponent(request.path);
  } catch {
    throw new AppError('bad_request', 'The request is malformed.');
  }
  next();
};
