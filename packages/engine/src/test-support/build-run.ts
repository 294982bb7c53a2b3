import type { TaskEventBody } from '@taskhelm/contract';
import { createScriptedModel } from '../models/scripted-model.ts';
import type { AgentRun } from '../run-agent-loop.ts';
import type { Tool } from '../tool.ts';
import { createBuiltInTools } from '../tools/built-in-tools.ts';
import { buildHost } from './build-host.ts';
import { createMemoryLog, type MemoryLog } from './memory-log.ts';

export type TestRun = AgentRun & { log: MemoryLog };

/** A run of the scripted model over a log in memory that begins with the text as the task. */
export function buildRun(text: string, overrides: Partial<TestRun> & { extraTools?: Tool[] } = {}): TestRun {
  const { extraTools = [], ...rest } = overrides;
  const tools = createBuiltInTools();
  for (const tool of extraTools) tools.set(tool.name, tool);
  return {
    task: { id: uuid(1), sessionId: uuid(2), title: 'A title', description: text, limits: {} },
    agent: { name: 'tester', instructions: 'Test well.' },
    model: createScriptedModel(),
    tools,
    confirmTools: new Set(),
    log: createMemoryLog([userMessage(text)]),
    host: buildHost(),
    spentMs: 0,
    signal: new AbortController().signal,
    now: () => new Date('2026-01-31T09:30:00.000Z'),
    newId: createIds(),
    ...rest,
  };
}

export function userMessage(text: string): TaskEventBody {
  return { type: 'message', role: 'user', text, by: null, step: null };
}

/** Ids in the order in which they were asked for. */
export function createIds(from = 100): () => string {
  let next = from;
  return () => uuid((next += 1));
}

export function uuid(number: number): string {
  return `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}
