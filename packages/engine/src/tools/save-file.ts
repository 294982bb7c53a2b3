import { MAX_ARTIFACT_BYTES, mediaTypeSchema, z } from '@taskhelm/contract';
import { defineTool } from '../define-tool.ts';
import { ToolError } from '../tool.ts';

/** Hands a file to the person who gave the task. */
export const saveFile = defineTool({
  kind: 'run',
  name: 'save_file',
  description:
    'Saves a file with the task, for people to download: a report, a table, an image. Send text as it is, anything else in base64.',
  parameters: z.strictObject({
    name: z.string().trim().min(1).max(200).describe('For example report.csv'),
    media_type: mediaTypeSchema.optional().describe('text/plain where missing'),
    content: z.string().max(Math.ceil((MAX_ARTIFACT_BYTES * 4) / 3) + 4),
    encoding: z.enum(['text', 'base64']).optional(),
  }),
  effect: 'idempotent',
  run: async ({ name, media_type: mediaType = 'text/plain', content, encoding }, { callId, host }) => {
    const bytes = encoding === 'base64' ? decodeBase64(content) : new TextEncoder().encode(content);
    if (bytes.length > MAX_ARTIFACT_BYTES) throw new ToolError('The file is larger than 5 MB. Save less.');
    return host.saveFile({ callId, name, mediaType, content: bytes });
  },
});

/** Node's own decoder takes anything; a file that was not meant so would be saved as rubbish. */
function decodeBase64(content: string): Uint8Array {
  const text = content.replaceAll(/\s+/g, '');
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) {
    throw new ToolError('The content is not base64. Send text with the encoding text.');
  }
  return Buffer.from(text, 'base64');
}
