import type { LanguageModelV4CallOptions, LanguageModelV4Prompt } from '@ai-sdk/provider';
import { readSummaryHead } from '../summary-head.ts';
import { titleFromSystemText } from '../system-text.ts';
import { parseScript, type Directive } from './parse-script.ts';
import { readFacts, type ScriptFacts } from './script-facts.ts';
import { standardScript } from './standard-script.ts';

export const INTRODUCTION = 'I am the scripted model: I follow the directives in the task and do not reason.';

/** `number` counts from 1. The directives are those of this step alone, in their order. */
export type ScriptStep = { number: number; directives: Directive[]; facts: ScriptFacts };

/** Which step the prompt asks for; it depends on nothing but the prompt, so a script goes on in any process. */
export function readScriptStep({ prompt, tools }: LanguageModelV4CallOptions): ScriptStep {
  const facts = readFacts(prompt);
  const done = summedUpSteps(prompt) + prompt.filter(({ role }) => role === 'assistant').length;
  const directives = readDirectives(prompt, new Set(tools?.map(({ name }) => name)), facts);
  const step = splitSteps(directives)[done] ?? [];
  const introduction: Directive[] = done === 0 ? [{ type: 'say', text: INTRODUCTION }] : [];
  return { number: done + 1, directives: [...introduction, ...step, ...closing(step)], facts };
}

function readDirectives(
  prompt: LanguageModelV4Prompt,
  tools: ReadonlySet<string>,
  facts: ScriptFacts,
): Directive[] {
  const text = firstUserText(prompt);
  const script = parseScript(text);
  if (script.length > 0) return script;
  const system = prompt.find(({ role }) => role === 'system')?.content;
  const title = (typeof system === 'string' && titleFromSystemText(system)) || text;
  return standardScript({ title, description: text === title ? '' : text, tools }, facts);
}

/** A call or question ends a step; a result or failure ends the script. */
function splitSteps(directives: Directive[]): Directive[][] {
  const steps: Directive[][] = [[]];
  for (const directive of directives) {
    steps.at(-1)?.push(directive);
    if (directive.type === 'result' || directive.type === 'fail') break;
    if (directive.type === 'call' || directive.type === 'ask') steps.push([]);
  }
  return steps;
}

/** A script that stops without a word would leave the task without a result. */
function closing(step: Directive[]): Directive[] {
  const speaks = step.some(({ type }) => type !== 'wait' && type !== 'think');
  return speaks ? [] : [{ type: 'result', text: 'The script has ended.' }];
}

/** The steps that a compaction has left out of the prompt; its message is never the first one. */
function summedUpSteps(prompt: LanguageModelV4Prompt): number {
  const texts = prompt.flatMap((message) => (message.role === 'user' ? message.content : []));
  return Math.max(
    0,
    ...texts.slice(1).map((part) => (part.type === 'text' ? readSummaryHead(part.text) : 0)),
  );
}

function firstUserText(prompt: LanguageModelV4Prompt): string {
  const message = prompt.find(({ role }) => role === 'user');
  if (message?.role !== 'user') return '';
  return message.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
}
