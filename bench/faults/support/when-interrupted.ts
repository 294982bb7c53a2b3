const cleanings = new Set<() => Promise<unknown>>();
let listens = false;

/**
 * `clean` is done when the programs are interrupted: each in its turn, the latest first, then the process ends. Whoever
 * has cleaned up by itself calls the returned function.
 */
export function whenInterrupted(clean: () => Promise<unknown>): () => void {
  if (!listens)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, interrupt);
  listens = true;
  cleanings.add(clean);
  return () => cleanings.delete(clean);
}

function interrupt(): void {
  void cleanAll().finally(() => process.exit(1));
}

async function cleanAll(): Promise<void> {
  for (const clean of [...cleanings].toReversed()) await clean().catch(() => undefined);
}

/** However often it is called, it is done one time. */
export function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
