import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
  LanguageModelV4StreamResult,
} from '@ai-sdk/provider';
import { ModelFailure, type AgentModel } from '../model.ts';
import { sleep } from '../sleep.ts';
import { collectResult } from './collect-result.ts';
import type { Directive } from './parse-script.ts';
import { fillIn, fillInJson, type ScriptFacts } from './script-facts.ts';
import { readScriptStep, type ScriptStep } from './script-step.ts';

/** A `wait` may take an hour, which is no sign of a provider in trouble. */
const UNHURRIED_MS = 4_000_000;

/** The model that follows the directives in a task and does not reason: for demos, tests and benches. */
export function createScriptedModel(): AgentModel {
  const languageModel: LanguageModelV4 = {
    specificationVersion: 'v4',
    provider: 'scripted',
    modelId: 'scripted',
    supportedUrls: {},
    doStream: (options) => Promise.resolve(streamStep(options)),
    doGenerate: async (options) => collectResult(streamStep(options).stream),
  };
  const timeouts = { firstMs: UNHURRIED_MS, idleMs: UNHURRIED_MS, totalMs: UNHURRIED_MS };
  return {
    id: 'scripted:scripted',
    languageModel,
    scripted: true,
    price: null,
    contextWindow: null,
    timeouts,
  };
}

function streamStep(options: LanguageModelV4CallOptions): LanguageModelV4StreamResult {
  const parts = playStep(options);
  return { stream: ReadableStream.from<LanguageModelV4StreamPart>(parts) };
}

async function* playStep(options: LanguageModelV4CallOptions): AsyncGenerator<LanguageModelV4StreamPart> {
  const step = readScriptStep(options);
  const signal = options.abortSignal ?? new AbortController().signal;
  let written = 0;
  yield { type: 'stream-start', warnings: [] };
  for (const [index, directive] of step.directives.entries()) {
    if (directive.type === 'wait') await sleep(directive.seconds * 1000, signal);
    else if (directive.type === 'fail') throw new ModelFailure('script_failed', directive.text);
    else
      for (const part of play(directive, step, index)) {
        written += 'delta' in part ? part.delta.length : 0;
        yield part;
      }
  }
  yield finish(options, step, written);
}

type Spoken = Exclude<Directive, { type: 'wait' | 'fail' }>;

function play(directive: Spoken, { number, facts }: ScriptStep, index: number): LanguageModelV4StreamPart[] {
  const id = `${number}-${index}`;
  if (directive.type === 'think') return textParts('reasoning', id, fillIn(directive.text, facts));
  if (directive.type === 'call') {
    return callParts(`script_${number}`, directive.tool, fillInJson(directive.input, facts));
  }
  if (directive.type === 'ask') return callParts(`script_${number}`, 'ask_user', askInput(directive, facts));
  return textParts('text', id, fillIn(directive.text, facts));
}

function askInput({ question, options }: Extract<Directive, { type: 'ask' }>, facts: ScriptFacts): string {
  const label = fillIn(question, facts);
  const choices = options.map((option) => fillIn(option, facts));
  const asked =
    choices.length > 0
      ? { label, type: 'select', options: choices, allow_other: true }
      : { label, type: 'text' };
  return JSON.stringify({ questions: [asked] });
}

function textParts(kind: 'text' | 'reasoning', id: string, text: string): LanguageModelV4StreamPart[] {
  const words = text.match(/\s*\S+\s*/g) ?? [text];
  return [
    { type: `${kind}-start`, id },
    ...words.map((delta): LanguageModelV4StreamPart => ({ type: `${kind}-delta`, id, delta })),
    { type: `${kind}-end`, id },
  ];
}

function callParts(id: string, toolName: string, input: string): LanguageModelV4StreamPart[] {
  return [
    { type: 'tool-input-start', id, toolName },
    { type: 'tool-input-delta', id, delta: input },
    { type: 'tool-input-end', id },
    { type: 'tool-call', toolCallId: id, toolName, input },
  ];
}

/** Four characters are about one token. */
function finish(
  { prompt }: LanguageModelV4CallOptions,
  step: ScriptStep,
  written: number,
): LanguageModelV4StreamPart {
  const calls = step.directives.some(({ type }) => type === 'call' || type === 'ask');
  const input = Math.ceil(JSON.stringify(prompt).length / 4);
  const output = Math.ceil(written / 4);
  return {
    type: 'finish',
    finishReason: { unified: calls ? 'tool-calls' : 'stop', raw: undefined },
    usage: {
      inputTokens: { total: input, noCache: input, cacheRead: 0, cacheWrite: 0 },
      outputTokens: { total: output, text: output, reasoning: 0 },
    },
  };
}
