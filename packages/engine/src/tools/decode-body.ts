const TEXT =
  /^(text\/|application\/(.*\+)?(json|xml|yaml|x-yaml|javascript|x-ndjson|x-www-form-urlencoded)|image\/svg)/i;

/** A body as text in its charset; a binary one as a note of what it is. */
export function decodeBody(bytes: Uint8Array, contentType: string | null): string {
  if (bytes.length === 0) return '';
  const type = contentType?.split(';')[0]?.trim() ?? 'text/plain';
  if (!TEXT.test(type)) return `[${type}, not shown: it is not text]`;
  const charset = /charset="?([\w-]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
  return decoder(charset).decode(bytes);
}

function decoder(charset: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
