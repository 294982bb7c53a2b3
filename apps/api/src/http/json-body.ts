import type { NextFunction, Request, Response } from 'express';
import { AppError } from '../errors.ts';

/** A request with a body must say that it is JSON. */
export function requireJson(request: Request, _response: Response, next: NextFunction): void {
  const length = request.headers['content-length'];
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
  if (hasBody && !request.is('application/json')) {
    throw new AppError(
      'unsupported_media_type',
      'Send the body as JSON, with "Content-Type: application/json".',
    );
  }
  if (hasBody && request.headers['content-encoding'] && request.headers['content-encoding'] !== 'identity') {
    throw new AppError('unsupported_media_type', 'Send the body without Content-Encoding.');
  }
  next();
}
