// `npm run backup -- <file>`: see docs/operating.md.
import { prepare } from './prepare.ts';

prepare();
const { runBackupCommand } = await import('../apps/api/src/backup-command.ts');
await runBackupCommand('backup', process.argv[2]);
