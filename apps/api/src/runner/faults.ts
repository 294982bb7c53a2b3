import type { Db } from '../db/client.ts';
import type { Claim } from './claim-repository.ts';

/**
 * What the programs in bench/faults do to a worker from the inside. In ordinary use both do nothing: `reach` marks points
 * at which a process can be made to die, `fenced` is the claim itself.
 */
export type Faults = {
  reach: (point: string) => void;
  /** The claim under which a worker writes. */
  fenced: (db: Db, claim: Claim) => Promise<Claim>;
};

export const noFaults: Faults = {
  reach: () => undefined,
  fenced: async (_db, claim) => claim,
};

/**
 * `failpoint`: the process kills itself when it reaches the point of this name, e.g. `after tool_started`. `fence: false`
 * takes the fence away: writes are made under whatever attempt the task is at, and as if it still ran, so that a checker
 * can show that it sees what happens then. (The database's own triggers have to be dropped for that, too.)
 */
export function createFaults({ failpoint, fence }: { failpoint: string | null; fence: boolean }): Faults {
  if (failpoint === null && fence) return noFaults;
  return {
    reach: (point) => {
      if (point === failpoint) process.kill(process.pid, 'SIGKILL');
    },
    fenced: async (db, claim) => (fence ? claim : { ...claim, attempt: await currentAttempt(db, claim) }),
  };
}

async function currentAttempt(db: Db, claim: Claim): Promise<number> {
  const rows = await db.$queryRaw<{ attempt: number }[]>`
    UPDATE tasks SET status = 'in_progress', finished_at = NULL, owner_id = coalesce(owner_id, gen_random_uuid()),
      lease_expires_at = coalesce(lease_expires_at, now() + interval '15 seconds')
    WHERE id = ${claim.taskId}::uuid RETURNING attempt`;
  return rows[0]?.attempt ?? claim.attempt;
}
