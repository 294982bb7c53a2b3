import type { ModelTest } from '@taskhelm/contract';
import { checkModel } from '@taskhelm/engine';
import type { FoundModel } from './model-source.ts';

const PATIENCE_MS = 60_000;

/** One trial call, for the person who has just set the model up. */
export async function testModel(found: FoundModel, gone: AbortSignal): Promise<ModelTest> {
  if ('failure' in found)
    return { ok: false, latency_ms: 0, tool_calling: null, note: null, failure: found.failure };
  const timeouts = { firstMs: PATIENCE_MS / 2, idleMs: PATIENCE_MS / 2, totalMs: PATIENCE_MS };
  const check = await checkModel({ ...found.model, timeouts }, gone);
  if (!check.ok) {
    const { code, message } = check.failure;
    return {
      ok: false,
      latency_ms: check.latencyMs,
      tool_calling: null,
      note: null,
      failure: { code, message },
    };
  }
  return {
    ok: true,
    latency_ms: check.latencyMs,
    tool_calling: check.toolCalling,
    note: check.note,
    failure: null,
  };
}
