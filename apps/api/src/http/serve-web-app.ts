import { join } from 'node:path';
import express, { type Express } from 'express';
import { AppError } from '../errors.ts';

/** The built web app: hashed assets for ever, everything else revalidated; a path without a file is a page of the app. */
export function serveWebApp(app: Express, webRoot: string): void {
  app.use(
    '/assets',
    express.static(join(webRoot, 'assets'), {
      immutable: true,
      maxAge: '1y',
      fallthrough: false,
      index: false,
    }),
  );
  app.use(
    express.static(webRoot, {
      index: false,
      // `/sign-in` is a document of its own.
      extensions: ['html'],
      dotfiles: 'ignore',
      setHeaders: (response) => response.set('Cache-Control', 'no-cache'),
    }),
  );
  app.get('/{*path}', (request, response, next) => {
    if (!request.accepts('html') || /\.[a-z0-9]+$/i.test(request.path)) {
      next(new AppError('not_found', 'There is no such file.'));
      return;
    }
    response.set('Cache-Control', 'no-cache').sendFile('index.html', { root: webRoot }, (error) => {
      if (error && !response.headersSent) next(new AppError('not_found', 'The web app is not built.'));
    });
  });
  app.use((request) => {
    throw new AppError('not_found', `There is nothing at ${request.method} ${request.path}.`);
  });
}
