import { v7 as uuidv7 } from 'uuid';
import { ConfigError, loadConfig } from './config.ts';
import { createPrisma } from './db/client.ts';
import { findRunningPostgres } from './db/embedded-postgres.ts';
import { loadEnvironment } from './load-environment.ts';
import { ensureAdmin } from './users/admin-user.ts';
import { createBrowserSessionService } from './users/browser-session-service.ts';

try {
  loadEnvironment();
  const config = loadConfig(process.env);
  const databaseUrl = config.databaseUrl ?? (await findRunningPostgres(config.dataDir));
  if (!databaseUrl)
    throw new ConfigError('Taskhelm is not running; npm start prints a sign-in link of its own');
  const prisma = createPrisma(databaseUrl, { connections: 1 }, () => undefined);
  const newId = (): string => uuidv7();
  const adminId = await ensureAdmin(
    prisma,
    { email: config.adminEmail, password: config.adminPassword },
    newId,
  );
  const code = await createBrowserSessionService(prisma, newId).createCode(adminId);
  await prisma.$disconnect();
  process.stdout.write(`${config.publicUrl}/sign-in#code=${code}\n`);
} catch (error) {
  process.stderr.write(`No sign-in link: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
