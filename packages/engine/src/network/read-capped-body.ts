export type CappedBody = { bytes: Uint8Array; truncated: boolean };

/** The beginning of a body, at most `limit` bytes after decompression; the rest is never read. */
export async function readCappedBody(
  body: AsyncIterable<Uint8Array> | null,
  limit: number,
): Promise<CappedBody> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk.subarray(0, limit - size));
    size += chunk.length;
    if (size > limit) break;
  }
  return { bytes: Buffer.concat(chunks), truncated: size > limit };
}
