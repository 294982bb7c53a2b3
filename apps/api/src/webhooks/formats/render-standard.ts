import type { Notice } from '../notice.ts';

/** Standard Webhooks: `type`, `timestamp` and `data`. */
export function renderStandard(notice: Notice): object {
  return { type: notice.event, timestamp: notice.at.toISOString(), data: dataOf(notice) };
}

function dataOf(notice: Notice): object {
  const { event, note, url } = notice;
  if (event === 'trigger.paused') return { trigger: notice.trigger, event: { note }, url };
  return { task: notice.task, event: { seq: notice.seq, note }, url };
}
