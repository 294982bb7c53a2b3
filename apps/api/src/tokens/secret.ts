import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** 32 random bytes in base62, 43 characters. */
export function randomSecret(): string {
  let number = BigInt(`0x${randomBytes(32).toString('hex')}`);
  let text = '';
  for (; number > 0n; number /= 62n) text = ALPHABET[Number(number % 62n)] + text;
  return text.padStart(43, '0');
}

/** SHA-256 in hex. A fast hash is right for secrets of 256 random bits. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** What may be shown of a secret, to recognise it by: of one that a person chose hardly anything. */
export const visiblePrefix = (secret: string): string => secret.slice(0, secret.length >= 40 ? 8 : 3);
