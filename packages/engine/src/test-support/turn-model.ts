import type { LanguageModelV4StreamPart } from '@ai-sdk/provider';
import type { AgentModel } from '../model.ts';

/** What a model does in one step. An error is thrown after the rest was sent; `hang` never ends. */
export type Turn = {
  text?: string;
  calls?: { id?: string; tool: string; input: string }[];
  error?: unknown;
  hang?: boolean;
  finishReason?: 'stop' | 'length' | 'interrupted';
  tokens?: number;
};

export type TurnModel = AgentModel & { prompts: unknown[]; signals: AbortSignal[] };

/** A model that takes its turns one after another, one for each try; the last one is repeated. */
export function createTurnModel(turns: Turn[], overrides: Partial<AgentModel> = {}): TurnModel {
  const prompts: unknown[] = [];
  const signals: AbortSignal[] = [];
  const languageModel: AgentModel['languageModel'] = {
    specificationVersion: 'v4',
    provider: 'test',
    modelId: 'turns',
    supportedUrls: {},
    doGenerate: () => Promise.reject(new Error('not used')),
    doStream: async ({ prompt, abortSignal }) => {
      const turn = turns[Math.min(prompts.length, turns.length - 1)] ?? {};
      prompts.push(prompt);
      if (abortSignal) signals.push(abortSignal);
      return { stream: ReadableStream.from(play(turn)) as ReadableStream<LanguageModelV4StreamPart> };
    },
  };
  return {
    id: 'test:turns',
    languageModel,
    scripted: false,
    price: null,
    contextWindow: null,
    prompts,
    signals,
    ...overrides,
  };
}

async function* play(turn: Turn): AsyncGenerator<LanguageModelV4StreamPart> {
  if (turn.text !== undefined) {
    yield { type: 'text-start', id: 't' };
    yield { type: 'text-delta', id: 't', delta: turn.text };
    yield { type: 'text-end', id: 't' };
  }
  for (const [index, { id, tool, input }] of (turn.calls ?? []).entries()) {
    yield { type: 'tool-call', toolCallId: id ?? `call_${index}`, toolName: tool, input };
  }
  if (turn.hang) await new Promise(() => undefined);
  if (turn.error !== undefined) throw turn.error;
  const total = turn.tokens ?? 10;
  yield {
    type: 'finish',
    finishReason: { unified: turn.finishReason ?? (turn.calls ? 'tool-calls' : 'stop'), raw: undefined },
    usage: {
      inputTokens: { total, noCache: total, cacheRead: 0, cacheWrite: 0 },
      outputTokens: { total, text: total, reasoning: 0 },
    },
  };
}
