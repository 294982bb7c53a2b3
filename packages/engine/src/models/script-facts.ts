import type { LanguageModelV4Prompt, LanguageModelV4ToolResultPart } from '@ai-sdk/provider';

/** What a script can quote of what has happened so far. */
export type ScriptFacts = { answers: string[]; output: string };

/** The answers that people gave, in order, and the last output of another tool. */
export function readFacts(prompt: LanguageModelV4Prompt): ScriptFacts {
  const facts: ScriptFacts = { answers: [], output: '' };
  for (const message of prompt) {
    if (message.role !== 'tool') continue;
    for (const part of message.content) {
      if (part.type !== 'tool-result') continue;
      if (part.toolName === 'ask_user') facts.answers.push(...readAnswers(part));
      else facts.output = outputText(part);
    }
  }
  return facts;
}

/** Puts them in the place of `{answer}` (the last), `{answer1}` … and `{output}`. */
export function fillIn(text: string, facts: ScriptFacts): string {
  return text.replaceAll(/\{(answer|output)(\d*)\}/g, (whole, name: string, number: string) => {
    if (name === 'output') return number ? whole : facts.output;
    return (number ? facts.answers[Number(number) - 1] : facts.answers.at(-1)) ?? '';
  });
}

/** The same inside JSON, where what is put in has to stay within its string. */
export function fillInJson(text: string, facts: ScriptFacts): string {
  const escape = (value: string): string => JSON.stringify(value).slice(1, -1);
  return fillIn(text, { answers: facts.answers.map(escape), output: escape(facts.output) });
}

function readAnswers({ output }: LanguageModelV4ToolResultPart): string[] {
  if (output.type !== 'json') return [];
  const { answers } = output.value as { answers?: { value: unknown; label: unknown }[] };
  return (answers ?? []).map(({ value, label }) => asText(label ?? value));
}

function outputText({ output }: LanguageModelV4ToolResultPart): string {
  if (output.type === 'execution-denied') return output.reason ?? '';
  return asText(output.value);
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(asText).join(', ');
  return JSON.stringify(value);
}
