// `npm run faults [-- ids…] [--soak | --small | --prove]`: runs the fault programs one after the other on one Postgres. The
// last line says how many passed and failed. `--prove` takes the fence away and passes only where violations are found.
import { programs } from './programs.ts';
import { startFaultPostgres } from './support/database.ts';
import { readSeed, runProgram, type FaultProgram } from './support/program.ts';
import { createRandom } from './support/random.ts';

const flags = new Set(process.argv.filter((text) => text.startsWith('--')));
const ids = process.argv.slice(2).filter((text) => !text.startsWith('--'));
const prove = flags.has('--prove');
const seed = readSeed();
console.log(`SEED=${seed}`);

const postgres = await startFaultPostgres();
const total = { passed: 0, failed: 0 };
try {
  for (const program of programs) {
    const size = sizeOf(program);
    if (size === undefined || !isWanted(program)) continue;
    const clean = await runProgram(program, { postgres, size, random: createRandom(seed), fence: !prove });
    if (prove)
      console.log(clean ? '     NOT SEEN: it found nothing without the fence' : '     seen, as it has to be');
    total[clean !== prove ? 'passed' : 'failed'] += 1;
  }
} finally {
  await postgres.stop();
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);

function isWanted(program: FaultProgram): boolean {
  if (prove && !program.restsOnFence) return false;
  return ids.length === 0 || ids.some((id) => id.toUpperCase() === program.id.toUpperCase());
}

function sizeOf({ sizes }: FaultProgram): number | undefined {
  if (flags.has('--soak')) return sizes.soak;
  if (prove) return Math.min(sizes.ci, 200);
  return flags.has('--small') ? sizes.test : sizes.ci;
}
