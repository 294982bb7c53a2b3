// `npm run faults [-- ids…] [--soak | --small | --prove]`: runs the fault programs one after the other on one Postgres. The
// last line says how many passed and failed. `--prove` takes from each what it rests on; it passes where it reports that.
import { programs } from './programs.ts';
import { startFaultPostgres } from './support/database.ts';
import { readSeed, readTime, runProgram, sayUnproved, type FaultProgram } from './support/program.ts';
import { leave } from './support/when-interrupted.ts';
import { createRandom } from './support/random.ts';

const flags = new Set(process.argv.filter((text) => text.startsWith('--')));
const ids = process.argv.slice(2).filter((text) => !text.startsWith('--'));
const isProof = flags.has('--prove');
const seed = readSeed();
console.log(`SEED=${seed}`);

const postgres = await startFaultPostgres();
const total = { passed: 0, failed: 0, 'not run': 0 };
try {
  for (const program of programs) {
    const size = sizeOf(program);
    if (size === undefined || !isWanted(program)) continue;
    if (isProof) sayUnproved(program);
    for (const without of isProof ? program.protections : [undefined]) {
      const run = { postgres, size, random: createRandom(seed), without, hasTime: readTime() };
      total[await runProgram(program, run)] += 1;
    }
  }
} finally {
  await postgres.stop();
}
if (total['not run'] > 0) console.log(`${total['not run']} could not run on this machine`);
console.log(`${total.passed} passed, ${total.failed} failed`);
await leave(total.failed > 0 ? 1 : 0);

function isWanted(program: FaultProgram): boolean {
  return ids.length === 0 || ids.some((id) => id.toUpperCase() === program.id.toUpperCase());
}

function sizeOf({ sizes }: FaultProgram): number | undefined {
  if (isProof) return sizes.prove;
  if (flags.has('--soak')) return sizes.soak;
  return flags.has('--small') ? sizes.test : sizes.ci;
}
