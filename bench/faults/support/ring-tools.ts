/** The tools that reach the effect server, by what a second run of them does. */
export const RING_TOOL = { read: 'ring_read', idempotent: 'ring_same', once: 'ring_once' } as const;
export const RING_TOOLS: readonly string[] = Object.values(RING_TOOL);
