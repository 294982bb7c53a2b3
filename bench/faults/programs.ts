import { a1KillWorkers } from './a1-kill-workers.ts';
import { a10ClockSkew } from './a10-clock-skew.ts';
import { a11StaleWrites } from './a11-stale-writes.ts';
import { a12KillSupervisor } from './a12-kill-supervisor.ts';
import { a13HalfOpen } from './a13-half-open.ts';
import { a14ConnectionStorm } from './a14-connection-storm.ts';
import { a15PoolExhausted } from './a15-pool-exhausted.ts';
import { a16Conflicts } from './a16-conflicts.ts';
import { a17Restore } from './a17-restore.ts';
import { a18Upgrade } from './a18-upgrade.ts';
import { a2CrashPoints } from './a2-crash-points.ts';
import { a3KillApi } from './a3-kill-api.ts';
import { a4KillPostgres } from './a4-kill-postgres.ts';
import { a5EndBackends } from './a5-end-backends.ts';
import { a6KillSweep } from './a6-kill-sweep.ts';
import { a7DiskFull } from './a7-disk-full.ts';
import { a8Drain } from './a8-drain.ts';
import { a9Hang } from './a9-hang.ts';
import { b1CreateOnce } from './b1-create-once.ts';
import { b2RespondRaces } from './b2-respond-races.ts';
import { b3CancelComplete } from './b3-cancel-complete.ts';
import { b4CancelRaces } from './b4-cancel-races.ts';
import { b5CancelFamily } from './b5-cancel-family.ts';
import { b6CronOnce } from './b6-cron-once.ts';
import { b7HookOnce } from './b7-hook-once.ts';
import { b8Withdrawn } from './b8-withdrawn.ts';
import { b9ConfirmCrash } from './b9-confirm-crash.ts';
import { c1SilentModels } from './c1-silent-models.ts';
import { c10ProviderAway } from './c10-provider-away.ts';
import { c11SpawnBomb } from './c11-spawn-bomb.ts';
import { c2BusyModels } from './c2-busy-models.ts';
import { c3UnreadableModels } from './c3-unreadable-models.ts';
import { c4EndlessModels } from './c4-endless-models.ts';
import { c5UnrulyCalls } from './c5-unruly-calls.ts';
import { c6EndlessCalls } from './c6-endless-calls.ts';
import { c7HangingTools } from './c7-hanging-tools.ts';
import { c8HostileText } from './c8-hostile-text.ts';
import { c9McpServers } from './c9-mcp-servers.ts';
import { parkedCost } from './parked-cost.ts';
import type { FaultProgram } from './support/program.ts';

export const programs: readonly FaultProgram[] = [
  a1KillWorkers,
  a2CrashPoints,
  a3KillApi,
  a4KillPostgres,
  a5EndBackends,
  a6KillSweep,
  a7DiskFull,
  a8Drain,
  a9Hang,
  a10ClockSkew,
  a11StaleWrites,
  a12KillSupervisor,
  a13HalfOpen,
  a14ConnectionStorm,
  a15PoolExhausted,
  a16Conflicts,
  a17Restore,
  a18Upgrade,
  b1CreateOnce,
  b2RespondRaces,
  b3CancelComplete,
  b4CancelRaces,
  b5CancelFamily,
  b6CronOnce,
  b7HookOnce,
  b8Withdrawn,
  b9ConfirmCrash,
  c1SilentModels,
  c2BusyModels,
  c3UnreadableModels,
  c4EndlessModels,
  c5UnrulyCalls,
  c6EndlessCalls,
  c7HangingTools,
  c8HostileText,
  c9McpServers,
  c10ProviderAway,
  c11SpawnBomb,
  parkedCost,
];
