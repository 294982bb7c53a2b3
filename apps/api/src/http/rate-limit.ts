import { rateLimit } from 'express-rate-limit';
import { AppError } from '../errors.ts';

/** Ten failed tries at a password a minute and address; what succeeds does not count. */
export function limitSignIn() {
  return rateLimit({
    windowMs: 60_000,
    limit: 10,
    skipSuccessfulRequests: true,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, response, next) => {
      response.set('Retry-After', '60');
      next(new AppError('too_many_requests', 'Too many tries; wait a minute.'));
    },
  });
}
