import { hash, verify } from '@node-rs/argon2';

/** Argon2id as OWASP ASVS asks: one pass, 46 MiB, one lane. */
const OPTIONS = { algorithm: 2, timeCost: 1, memoryCost: 47_104, parallelism: 1 };
/** At most two at once, for the memory each takes. */
const MAX_AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= MAX_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, OPTIONS));

let dummy: Promise<string> | undefined;

/** Takes as long for an unknown user or one without a password (`stored` null) as for a wrong password. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword('no user has this password');
  const against = stored ?? (await dummy);
  const matches = await inTurn(() => verify(against, password));
  return stored !== null && matches;
}
