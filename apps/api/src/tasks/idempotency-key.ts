import { AppError } from '../errors.ts';

/** 1–200 printable ASCII characters, as in the IETF draft; quotes around it are the caller's own. */
export function readIdempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined || /^[\x21-\x7e]{1,200}$/.test(header)) return header;
  throw new AppError(
    'bad_request',
    'The Idempotency-Key header must be 1 to 200 printable ASCII characters without spaces.',
  );
}
