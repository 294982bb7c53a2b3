import type { LanguageModelV4FunctionTool, LanguageModelV4Prompt } from '@ai-sdk/provider';
import type { StepContent } from './collect-step.ts';
import type { AgentModel, ModelFailure } from './model.ts';
import { streamModelStep, type ModelStepAnswer } from './stream-model-step.ts';

/** What a trial call of a model showed. `latencyMs` is the time to the whole of its first answer. */
export type ModelCheck =
  | { ok: true; latencyMs: number; toolCalling: boolean; note: string | null }
  | { ok: false; latencyMs: number; failure: ModelFailure };

const TOOL: LanguageModelV4FunctionTool = {
  type: 'function',
  name: 'echo',
  description: 'Returns the word it is given.',
  inputSchema: {
    type: 'object',
    properties: { word: { type: 'string' } },
    required: ['word'],
    additionalProperties: false,
  },
};
/** Also a script that the scripted model can follow. */
const ORDER = 'This checks the connection. Do exactly this:\ncall echo {"word": "ready"}\nresult ready';
const USER: LanguageModelV4Prompt[number] = { role: 'user', content: [{ type: 'text', text: ORDER }] };

/** Calls the model as a task would: it is given a tool, has to call it, and is sent the result. Does not retry. */
export async function checkModel(model: AgentModel, signal: AbortSignal): Promise<ModelCheck> {
  const startedAt = performance.now();
  const first = await ask(model, [USER], { tools: [TOOL], signal });
  const latencyMs = Math.round(performance.now() - startedAt);
  if (first.failure?.code === 'model_rejected')
    return withoutTools(model, { signal, refusal: first.failure });
  if (first.failure) return { ok: false, latencyMs, failure: first.failure };
  const call = callOf(first.content);
  if (!call) {
    return noTools(latencyMs, 'It answered without calling the tool that it was asked to call.');
  }
  const second = await ask(model, [USER, ...round(call)], { tools: [TOOL], signal });
  if (second.failure) return { ok: false, latencyMs, failure: second.failure };
  return { ok: true, latencyMs, toolCalling: true, note: null };
}

/** A server may refuse nothing but the tools; then the model answers without them. */
async function withoutTools(
  model: AgentModel,
  { signal, refusal }: { signal: AbortSignal; refusal: ModelFailure },
): Promise<ModelCheck> {
  const startedAt = performance.now();
  const { failure } = await ask(model, [USER], { signal });
  const latencyMs = Math.round(performance.now() - startedAt);
  return failure ? { ok: false, latencyMs, failure } : noTools(latencyMs, refusal.message);
}

function noTools(latencyMs: number, note: string): ModelCheck {
  return { ok: true, latencyMs, toolCalling: false, note };
}

function ask(
  model: AgentModel,
  prompt: LanguageModelV4Prompt,
  { signal, tools }: { signal: AbortSignal; tools?: LanguageModelV4FunctionTool[] },
): Promise<ModelStepAnswer> {
  const options = { prompt, ...(tools && { tools }) };
  return streamModelStep({ model, options, signal, onDelta: () => undefined });
}

type Call = Extract<StepContent['parts'][number], { type: 'tool-call' }>;

function callOf({ parts }: StepContent): Call | undefined {
  return parts.find((part) => part.type === 'tool-call' && part.tool === TOOL.name) as Call | undefined;
}

/** The call and its result, as the next request has to repeat them. */
function round({ id, tool, input, metadata }: Call): LanguageModelV4Prompt {
  const call = { toolCallId: id, toolName: tool };
  const signed = metadata ? { providerOptions: metadata } : {};
  return [
    { role: 'assistant', content: [{ type: 'tool-call', ...call, input: parsed(input), ...signed }] },
    { role: 'tool', content: [{ type: 'tool-result', ...call, output: { type: 'text', value: 'ready' } }] },
  ];
}

function parsed(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch {
    return {};
  }
}
