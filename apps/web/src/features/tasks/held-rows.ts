export type HeldRow = { id: string; created_at: string };

/**
 * The rows to show while a person is at the list: those that were there, in their order, with what is new about them.
 * `newCount` is how many younger ones wait above.
 */
export function holdRows<Row extends HeldRow>(
  shown: readonly Row[],
  incoming: readonly Row[],
): { rows: Row[]; newCount: number } {
  const byId = new Map(incoming.map((row) => [row.id, row]));
  const youngest = shown.reduce((latest, row) => (row.created_at > latest ? row.created_at : latest), '');
  const known = new Set(shown.map((row) => row.id));
  return {
    rows: shown.map((row) => byId.get(row.id) ?? row),
    newCount: incoming.filter((row) => !known.has(row.id) && row.created_at >= youngest).length,
  };
}
