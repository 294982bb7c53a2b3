// `npm run migration -- <name>`: writes prisma/migrations/<time>_<name>/migration.sql, the SQL from the committed
// schema.prisma to the one in the working tree. Read it, and add what Prisma cannot say, before you commit it.
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { schemaDiff } from './schema-diff.ts';
import { prismaFolder } from './schema-engine.ts';

const name = process.argv[2];
const databaseUrl = process.env['DATABASE_URL'];
if (!name || !/^[a-z0-9_]+$/.test(name) || !databaseUrl) {
  process.stderr.write('Usage: DATABASE_URL=postgresql://… npm run migration -- name_in_snake_case\n');
  process.exit(1);
}
const committed = execFileSync('git', ['show', 'HEAD:./schema.prisma'], {
  cwd: prismaFolder,
  encoding: 'utf8',
});
const sql = await schemaDiff(
  committed,
  await readFile(join(prismaFolder, 'schema.prisma'), 'utf8'),
  databaseUrl,
);
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const folder = join(prismaFolder, 'migrations', `${stamp}_${name}`);
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'migration.sql'), sql);
process.stdout.write(`Wrote ${join(folder, 'migration.sql')}\n`);
