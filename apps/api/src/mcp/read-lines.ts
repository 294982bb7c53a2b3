/**
 * Cuts a stream of bytes into lines, in time that grows with the bytes alone. Throws what `tooLong` makes once a line has
 * more than `maxBytes`.
 */
export function createLineReader(maxBytes: number, tooLong: () => Error): (chunk: Buffer) => string[] {
  let parts: Buffer[] = [];
  let size = 0;
  return (chunk) => {
    const lines: string[] = [];
    let from = 0;
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', from)) {
      lines.push(Buffer.concat([...parts, chunk.subarray(from, end)]).toString('utf8'));
      parts = [];
      size = 0;
      from = end + 1;
    }
    const rest = chunk.subarray(from);
    size += rest.length;
    if (size > maxBytes) throw tooLong();
    if (rest.length > 0) parts.push(rest);
    return lines;
  };
}
