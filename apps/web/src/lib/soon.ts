/** So long nothing needs to be said about what is on its way. */
const SOON_MS = 150;

/** Resolves with `work`, or a little later where that takes its time: a page that can be drawn whole is not drawn twice. */
export async function soon(work: Promise<unknown>): Promise<void> {
  let timer: number | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = window.setTimeout(resolve, SOON_MS);
  });
  await Promise.race([work, patience]);
  window.clearTimeout(timer);
}
