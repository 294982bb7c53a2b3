import { describe, expect, it } from '@jest/globals';
import { emptyDraft, toUpdateRequest } from './trigger-draft.ts';

describe('a change of a trigger', () => {
  const before = { ...emptyDraft('cron', 'researcher'), name: 'nightly', title: 'Report', labels: 'a, b' };

  it('says only what was changed', () => {
    expect(toUpdateRequest({ ...before, title: ' New ', pause_after_failures: '3' }, before)).toEqual({
      title: 'New',
      pause_after_failures: 3,
    });
    expect(toUpdateRequest({ ...before, labels: '' }, before)).toEqual({ labels: [] });
  });

  it('is none where only spaces and other kinds’ fields differ', () => {
    const same = { ...before, title: 'Report ', labels: 'a,b', rate_limit_per_minute: '5' };
    expect(toUpdateRequest(same, before)).toBeNull();
  });

  it('of a webhook knows no schedule', () => {
    const hook = { ...before, kind: 'webhook' as const };
    expect(toUpdateRequest({ ...hook, cron: '@daily', rate_limit_per_minute: '5' }, hook)).toEqual({
      rate_limit_per_minute: 5,
    });
  });
});
