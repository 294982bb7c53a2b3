/** The id, or the id with a number where it is taken. What it returns is taken from then on. */
export function uniqueId(id: string, taken: Set<string>): string {
  let unique = id;
  for (let count = 2; taken.has(unique); count += 1) unique = `${id}_${count}`;
  taken.add(unique);
  return unique;
}
