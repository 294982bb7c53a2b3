import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Encrypts secrets that have to be read again (keys of models, headers, signing secrets) before they reach the database:
 * AES-256-GCM with a key that is kept outside it. `owner` says whose secret it is, e.g. `model:<id>`: it is bound to the
 * ciphertext, so that a value copied to another row does not open.
 */
export type SecretBox = {
  /** `v1:<key id>:<base64url of nonce, tag and ciphertext>` */
  seal: (plain: string, owner: string) => string;
  /** Throws `SecretBoxError` where the key is another one, the owner is not the same, or the text was changed. */
  open: (sealed: string, owner: string) => string;
  /** Whether `sealed` was made with the current key rather than with a previous one. */
  isCurrent: (sealed: string) => boolean;
};

export class SecretBoxError extends Error {
  override name = 'SecretBoxError';
}

type Key = { id: string; bytes: Buffer };

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals with the first key and opens with any: the others are previous ones, until everything is sealed anew. */
export function createSecretBox(secrets: readonly [string, ...string[]]): SecretBox {
  const [current, ...previous] = secrets.map(toKey) as [Key, ...Key[]];
  const keys = new Map([current, ...previous].map((key) => [key.id, key]));
  return {
    seal: (plain, owner) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', current.bytes, nonce).setAAD(Buffer.from(owner));
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      const sealed = Buffer.concat([nonce, cipher.getAuthTag(), text]);
      return `v1:${current.id}:${sealed.toString('base64url')}`;
    },
    open: (sealed, owner) => {
      const [version, keyId = '', text = ''] = sealed.split(':');
      const key = keys.get(keyId);
      if (version !== 'v1' || !key) {
        throw new SecretBoxError('this was encrypted with another SECRET_KEY than the one set now');
      }
      return decrypt(key, Buffer.from(text, 'base64url'), owner);
    },
    isCurrent: (sealed) => sealed.startsWith(`v1:${current.id}:`),
  };
}

function decrypt(key: Key, bytes: Buffer, owner: string): string {
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  try {
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(owner)).setAuthTag(tag);
    const plain = [decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
    return Buffer.concat(plain).toString('utf8');
  } catch {
    throw new SecretBoxError('an encrypted secret was changed or belongs to another row');
  }
}

/** The setting may be any text, so it is stretched to the length of a key; the id does not give it away. */
function toKey(secret: string): Key {
  const bytes = Buffer.from(hkdfSync('sha256', secret, 'taskhelm', 'secrets at rest', 32));
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes };
}
