import { AppError } from '../errors.ts';

/** The number of the last event that a client got before its stream broke off. */
export function readLastEventId(header: string | undefined): number | undefined {
  if (header === undefined || header === '') return undefined;
  const seq = /^\d{1,10}$/.test(header) ? Number(header) : NaN;
  if (seq <= 2_147_483_647) return seq;
  throw new AppError('bad_request', 'The Last-Event-ID header must be the number of an event.');
}
