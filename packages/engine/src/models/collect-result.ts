import type {
  LanguageModelV4Content,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
} from '@ai-sdk/provider';
import { collectPart, emptyStep } from '../collect-step.ts';

/** The whole answer that a stream amounts to. */
export async function collectResult(
  stream: ReadableStream<LanguageModelV4StreamPart>,
): Promise<LanguageModelV4GenerateResult> {
  const step = emptyStep();
  const open = new Map();
  for await (const part of stream) collectPart(step, open, part);
  if (!step.usage || !step.finishReason) throw new Error('The stream ended early.');
  const content = step.parts.map((part): LanguageModelV4Content => {
    if (part.type !== 'tool-call') return { type: part.type, text: part.text };
    return { type: 'tool-call', toolCallId: part.id, toolName: part.tool, input: part.input };
  });
  return { content, finishReason: step.finishReason, usage: step.usage, warnings: [] };
}
