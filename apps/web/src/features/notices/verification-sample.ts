/** A whole module that a receiver can take as it is. `rawBody` is the text as it came, before it is parsed. */
export const VERIFICATION_SAMPLE = `import { createHmac, timingSafeEqual } from 'node:crypto';

export function isFromTaskhelm(headers, rawBody) {
  const time = headers['webhook-timestamp'];
  if (!(Math.abs(Date.now() / 1000 - time) < 300)) return false;
  const key = Buffer.from(process.env.WEBHOOK_SECRET.slice('whsec_'.length), 'base64');
  const signed = \`\${headers['webhook-id']}.\${time}.\${rawBody}\`;
  const expected = createHmac('sha256', key).update(signed).digest();
  return String(headers['webhook-signature']).split(' ').some((part) => {
    const given = Buffer.from(part.slice('v1,'.length), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
`;
