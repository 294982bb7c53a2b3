import { z } from '@taskhelm/contract';
import { createBuiltInTools, defineTool, type Tool } from '../../../packages/engine/src/index.ts';
import { RING_TOOL } from './ring-tools.ts';

const parameters = z.strictObject({ ms: z.int().min(0).max(600_000).default(0) });

/**
 * The product's own tools, one for each kind of effect that reaches the effect server under its call's id, and one that
 * blocks the whole process; two that hang, for 3 s and for as long as any tool may. Not `declared`, what may happen once says that it may be repeated.
 */
export function createFaultTools(
  effectUrl: string,
  { declared }: { declared: boolean },
): ReadonlyMap<string, Tool> {
  const ring = (effect: keyof typeof RING_TOOL, path: string): Tool =>
    defineTool<z.infer<typeof parameters>>({
      kind: 'run',
      name: RING_TOOL[effect],
      description: `Has an effect of the kind ${effect}.`,
      parameters,
      effect: declared || effect === 'read' ? effect : 'idempotent',
      timeoutMs: 600_000,
      run: async ({ ms }, { callId, signal }) => {
        const url = `${effectUrl}/${path}?ms=${ms}`;
        const answer = await fetch(url, { method: 'POST', headers: { 'idempotency-key': callId }, signal });
        return answer.text();
      },
    });
  const block: Tool = defineTool<z.infer<typeof parameters>>({
    kind: 'run',
    name: 'block',
    description: 'Keeps the process busy.',
    parameters,
    effect: 'read',
    run: async ({ ms }) => {
      for (const end = Date.now() + ms; Date.now() < end;);
      return 'done';
    },
  });
  const hang = (name: string, bound: { timeoutMs?: number }): Tool =>
    defineTool<z.infer<typeof parameters>>({
      kind: 'run',
      name,
      description: 'Never returns, whatever its signal says.',
      parameters,
      effect: 'read',
      ...bound,
      run: () => new Promise(() => undefined),
    });
  const more = [ring('read', 'read'), ring('idempotent', 'same'), ring('once', 'once'), block];
  more.push(hang('hang', { timeoutMs: 3_000 }), hang('hang_long', {}));
  return new Map([
    ...createBuiltInTools({ allowPrivateNetwork: true }),
    ...more.map((tool) => [tool.name, tool] as const),
  ]);
}
