import { rm } from 'node:fs/promises';
import { shared } from './shared.ts';

export default async function tearDown(): Promise<void> {
  const { postgres } = shared();
  await postgres?.stop();
  if (postgres) await rm(postgres.folder, { recursive: true, force: true });
}
