// `npm run restore -- <file>`: see docs/operating.md.
import { prepare } from './prepare.ts';

prepare();
const { runBackupCommand } = await import('../apps/api/src/backup-command.ts');
await runBackupCommand('restore', process.argv[2]);
