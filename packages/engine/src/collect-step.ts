import type { Json, JsonObject } from '@taskhelm/contract';
import type {
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '@ai-sdk/provider';

type Metadata = Record<string, JsonObject>;
type TextPart = { type: 'text' | 'reasoning'; text: string; metadata: Metadata | undefined; done: boolean };
type CallPart = {
  type: 'tool-call';
  id: string;
  tool: string;
  input: string;
  metadata: Metadata | undefined;
};

/** What a model said in one step, in the order in which it said it. */
export type StepContent = {
  parts: (TextPart | CallPart)[];
  usage: LanguageModelV4Usage | null;
  finishReason: LanguageModelV4FinishReason | null;
  /** Characters received, whatever they belong to. */
  size: number;
};

export function emptyStep(): StepContent {
  return { parts: [], usage: null, finishReason: null, size: 0 };
}

/** Adds a part of the stream to the step. `open` holds the running blocks by kind and id. */
export function collectPart(
  content: StepContent,
  open: Map<string, TextPart>,
  part: LanguageModelV4StreamPart,
): void {
  if (part.type === 'text-start' || part.type === 'reasoning-start') beginText(content, open, part);
  else if (part.type === 'text-delta' || part.type === 'reasoning-delta') extendText(content, open, part);
  else if (part.type === 'text-end' || part.type === 'reasoning-end') endText(open, part);
  else if (part.type === 'tool-input-delta') content.size += part.delta.length;
  else if (part.type === 'tool-call' && !part.providerExecuted) {
    const { toolCallId: id, toolName: tool, input } = part;
    content.parts.push({ type: 'tool-call', id, tool, input, metadata: toMetadata(part.providerMetadata) });
  } else if (part.type === 'finish') {
    content.usage = part.usage;
    content.finishReason = part.finishReason;
  }
}

type Block<Stage extends string> = Extract<
  LanguageModelV4StreamPart,
  { type: `${'text' | 'reasoning'}-${Stage}` }
>;

function kindOf(part: { type: string }): 'text' | 'reasoning' {
  return part.type.startsWith('text') ? 'text' : 'reasoning';
}

function beginText(
  content: StepContent,
  open: Map<string, TextPart>,
  part: Block<'start' | 'delta'>,
): TextPart {
  const type = kindOf(part);
  const begun: TextPart = { type, text: '', metadata: toMetadata(part.providerMetadata), done: false };
  open.set(`${type}:${part.id}`, begun);
  content.parts.push(begun);
  return begun;
}

function extendText(content: StepContent, open: Map<string, TextPart>, part: Block<'delta'>): void {
  const block = open.get(`${kindOf(part)}:${part.id}`) ?? beginText(content, open, part);
  block.text += part.delta;
  block.metadata = merge(block.metadata, part.providerMetadata);
  content.size += part.delta.length;
}

function endText(open: Map<string, TextPart>, part: Block<'end'>): void {
  const block = open.get(`${kindOf(part)}:${part.id}`);
  if (!block) return;
  block.metadata = merge(block.metadata, part.providerMetadata);
  block.done = true;
}

/** Signatures come with a late part of the block they sign. */
function merge(known: Metadata | undefined, more: unknown): Metadata | undefined {
  const added = toMetadata(more);
  if (!known || !added) return known ?? added;
  const merged = { ...known };
  for (const [provider, values] of Object.entries(added))
    merged[provider] = { ...merged[provider], ...values };
  return merged;
}

function toMetadata(metadata: unknown): Metadata | undefined {
  if (!metadata) return undefined;
  const plain = JSON.parse(JSON.stringify(metadata)) as Record<string, Json>;
  return Object.keys(plain).length > 0 ? (plain as Metadata) : undefined;
}
