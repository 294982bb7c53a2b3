import { execFileSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { createApi } from './fixtures/api.ts';
import { removeDataDir, startTaskhelm } from './fixtures/taskhelm.ts';

/** As the product page prints them. */
const CREATE = String.raw`curl -X POST http://localhost:8443/api/v1/tasks -H "Authorization: Bearer bb_token" -H "Content-Type: application/json" \
      -d '{"agent": "researcher", "title": "Market analysis Q1", "description": "Analyze Q1 market trends for SaaS sector"}'`;
const ANSWER = String.raw`curl -X POST http://localhost:8443/api/v1/sessions/{session_id}/respond -H "Authorization: Bearer bb_token" \
      -H "Content-Type: application/json" -d '{"call_id": "...", "answers": ["Focus on enterprise segment"]}'`;
const CANCEL = String.raw`curl -X DELETE http://localhost:8443/api/v1/tasks/{id} -H "Authorization: Bearer bb_token"`;

test('The three curl lines of the product page work as they are printed, on a fresh server', async () => {
  const taskhelm = await startTaskhelm({ port: 8443 });
  try {
    const api = createApi(taskhelm.url);
    const created = shell(CREATE);
    expect(created).toMatchObject({
      title: 'Market analysis Q1',
      source: 'api',
      agent: { name: 'researcher' },
    });
    const waiting = await api.waitFor(created.id, 'needs_input');
    expect(waiting.session_id).toBe(created.session_id);
    expect(waiting.inputs).toHaveLength(1);
    const callId = waiting.inputs[0]?.call_id ?? '';
    expect(waiting.pending_input?.call_id).toBe(callId);
    expect(Date.parse(waiting.waiting_since ?? '') - Date.parse(waiting.created_at)).toBeLessThan(5_000);

    const answered = shell(
      ANSWER.replace('{session_id}', waiting.session_id).replace('"..."', `"${callId}"`),
    );
    expect(answered).toMatchObject({ task_id: created.id, call_id: callId, state: 'answered' });
    const completed = await api.waitFor(created.id, 'completed');
    expect(completed.result).toContain('Focus on enterprise segment');

    const long = await api.createUntil('in_progress', {
      title: 'Long',
      description: 'wait 600\nresult never',
    });
    expect(shell(CANCEL.replace('{id}', long.id))).toMatchObject({ id: long.id, status: 'cancelled' });
    await expect
      .poll(async () => (await api.task(long.id)).cancel?.acknowledged_at ?? null, { timeout: 5_000 })
      .not.toBeNull();
    expect((await api.task(long.id)).status).toBe('cancelled');
  } finally {
    await taskhelm.stop();
    await removeDataDir(taskhelm.dataDir);
  }
});

function shell(line: string): { id: string; session_id: string } {
  return JSON.parse(
    execFileSync('sh', ['-c', line], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  ) as never;
}
