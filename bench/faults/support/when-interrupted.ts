const cleanings = new Set<() => Promise<unknown>>();
let listens = false;
let leaving = false;

/**
 * `clean` is done when the programs are interrupted: each in its turn, the latest first, then the process ends. Whoever
 * has cleaned up by itself calls the returned function.
 */
export function whenInterrupted(clean: () => Promise<unknown>): () => void {
  if (!listens)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void leave(1));
  listens = true;
  cleanings.add(clean);
  return () => cleanings.delete(clean);
}

/** Whoever would start another process now would leave it behind. */
export function refuseToLeaveBehind(): void {
  if (leaving) throw new Error('interrupted');
}

/** Ends this process when all that is left has been cleaned up. */
export async function leave(code: number): Promise<never> {
  leaving = true;
  for (const clean of [...cleanings].toReversed()) await clean().catch(() => undefined);
  process.exit(code);
}

/** However often it is called, it is done one time. */
export function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
