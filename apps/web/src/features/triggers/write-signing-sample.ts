import type { HookSignature } from '@taskhelm/contract';

const BODY = `BODY='{"hello":"world"}'`;
const JSON_TYPE = `-H 'Content-Type: application/json'`;

/** Lines for a shell that send one request as the trigger expects it; the secret is in `$WEBHOOK_SECRET`. */
export function writeSigningSample(signature: HookSignature, url: string): string {
  switch (signature) {
    case 'standard':
      return [
        BODY,
        'ID="msg_$(date +%s)"; TIME="$(date +%s)"',
        `KEY="$(printf %s "\${WEBHOOK_SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')"`,
        'SIGNATURE="$(printf %s "$ID.$TIME.$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | openssl base64 -A)"',
        `curl -X POST '${url}' ${JSON_TYPE} \\`,
        '  -H "webhook-id: $ID" -H "webhook-timestamp: $TIME" -H "webhook-signature: v1,$SIGNATURE" -d "$BODY"',
      ].join('\n');
    case 'github':
      return [
        BODY,
        `SIGNATURE="$(printf %s "$BODY" | openssl dgst -sha256 -hmac "$WEBHOOK_SECRET" | sed 's/^.* //')"`,
        `curl -X POST '${url}' ${JSON_TYPE} \\`,
        '  -H "X-GitHub-Delivery: $(date +%s)" -H "X-Hub-Signature-256: sha256=$SIGNATURE" -d "$BODY"',
      ].join('\n');
    case 'unsigned':
      return `curl -X POST '${url}' ${JSON_TYPE} -d '{"hello":"world"}'`;
  }
}
