import { SCOPES } from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import { hashSecret, randomSecret, visiblePrefix } from './secret.ts';

const NAME = 'bootstrap';

/**
 * Makes the first API token, with every scope: the one that the settings give, or a random one in a database without
 * tokens. Returns the secret where it was made up here, the only time it can be shown.
 */
export async function ensureBootstrapToken(
  prisma: PrismaClient,
  given: string | null,
  newId: () => string,
): Promise<string | null> {
  if (!given && (await prisma.apiToken.count()) > 0) return null;
  const secret = given ?? `bb_${randomSecret()}`;
  const secretHash = hashSecret(secret);
  const known = await prisma.apiToken.findUnique({ where: { secretHash } });
  if (known) return null;
  const createdBy = { createdByType: 'system', createdById: null, createdByName: 'Taskhelm' };
  await prisma.apiToken.createMany({
    data: [
      {
        id: newId(),
        name: NAME,
        prefix: visiblePrefix(secret),
        secretHash,
        scopes: [...SCOPES],
        ...createdBy,
      },
    ],
    skipDuplicates: true,
  });
  return given ? null : secret;
}
