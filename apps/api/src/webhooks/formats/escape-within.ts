/** As much of a text as fits into `limit` characters once each of its characters is escaped. */
export function escapeWithin(text: string, limit: number, escape: (character: string) => string): string {
  let escaped = '';
  for (const character of text) {
    const next = escape(character);
    if (escaped.length + next.length >= limit) return `${escaped}…`;
    escaped += next;
  }
  return escaped;
}
