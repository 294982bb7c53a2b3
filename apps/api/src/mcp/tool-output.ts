import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { Json } from '@taskhelm/contract';
import { ToolError } from '@taskhelm/engine';

const MAX_ERROR_TEXT = 65_536;

type Block = CallToolResult['content'][number];

/**
 * A result as the model reads it: text as it is, structured content as JSON, anything else by its kind and size. Throws
 * `ToolError` with the text where the server says that the tool failed.
 */
export function toolOutput(result: CallToolResult): Json {
  const text = result.content.map(describe).join('\n');
  if (result.isError)
    throw new ToolError(text.slice(0, MAX_ERROR_TEXT) || 'The tool failed without saying why.');
  if (!result.structuredContent) return text;
  const structured = result.structuredContent as Json;
  // By convention the text repeats the structured content for clients that know only text.
  return result.content.every(({ type }) => type === 'text') ? structured : { structured, text };
}

function describe(block: Block): string {
  switch (block.type) {
    case 'text':
      return block.text;
    case 'image':
    case 'audio':
      return `[${block.type}, ${block.mimeType}, ${sizeOf(block.data)}; it is not shown here]`;
    case 'resource_link':
      return `[link to the resource ${block.uri}: ${block.title ?? block.name}]`;
    case 'resource': {
      const { resource } = block;
      if ('text' in resource) return `[resource ${resource.uri}]\n${resource.text}`;
      return `[resource ${resource.uri}, ${resource.mimeType ?? 'binary'}, ${sizeOf(resource.blob)}; it is not shown here]`;
    }
  }
}

const sizeOf = (base64: string): string => `${Math.floor((base64.length * 3) / 4)} bytes`;
