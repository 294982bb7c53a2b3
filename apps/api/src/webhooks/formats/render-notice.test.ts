import { describe, expect, test } from '@jest/globals';
import { WEBHOOK_FORMATS } from '@taskhelm/contract';
import type { TaskNotice, ToldTask, TriggerNotice } from '../notice.ts';
import { renderNotice } from './render-notice.ts';

const HOSTILE =
  'Click <https://evil.test|here> @everyone <!channel> [x](https://evil.test) *bold*\r\nBcc: all@x.test';

function notice(more: Partial<TaskNotice> = {}): TaskNotice {
  const task = {
    title: 'Market analysis Q1',
    agent: { id: 'a', name: 'researcher' },
    pending_input: { call_id: 'c', kind: 'question', title: 'Which segment?', count: 1 },
    failure: null,
  } as unknown as ToldTask;
  const url = 'https://tasks.test/tasks/1#answer';
  return { id: 'm', event: 'task.needs_input', at: new Date(0), seq: 7, note: null, task, url, ...more };
}

describe('a notice', () => {
  test.each(WEBHOOK_FORMATS)('as %s says who needs what and leads to the answer box', (format) => {
    const body = renderNotice(format, notice());
    expect(body).toContain('researcher');
    expect(body).toContain('Which segment?');
    expect(body).toContain('https://tasks.test/tasks/1#answer');
  });

  test('as standard holds the whole task, the event and its time', () => {
    expect(JSON.parse(renderNotice('standard', notice()))).toMatchObject({
      type: 'task.needs_input',
      timestamp: '1970-01-01T00:00:00.000Z',
      data: {
        task: { title: 'Market analysis Q1' },
        event: { seq: 7 },
        url: 'https://tasks.test/tasks/1#answer',
      },
    });
  });

  const hostile = notice({ task: { ...notice().task, title: HOSTILE } });

  test('as slack makes no links or mentions out of what a task says', () => {
    const body = renderNotice('slack', hostile);
    expect(body).not.toMatch(/<https:|<!/);
    expect(body).toContain('&lt;!channel&gt;');
  });

  test('as discord mentions nobody, and as teams has no Markdown links', () => {
    expect(JSON.parse(renderNotice('discord', hostile))).toMatchObject({ allowed_mentions: { parse: [] } });
    expect(renderNotice('teams', hostile)).not.toContain('[x](');
    expect(renderNotice('discord', hostile)).not.toContain('[x](');
  });

  test.each(['&', '*', '😀', '@'])(
    'stays within what receivers take, however much of %s is in it',
    (sign) => {
      const title = sign.repeat(200);
      const asked = { call_id: 'c', kind: 'question' as const, title: sign.repeat(1_001), count: 1 };
      const long = notice({ task: { ...notice().task, title, pending_input: asked } });
      const slack = JSON.parse(renderNotice('slack', long)) as { blocks: [{ text: { text: string } }] };
      expect(slack.blocks[0].text.text.length).toBeLessThanOrEqual(3_000);
      const discord = JSON.parse(renderNotice('discord', long)) as { content: string };
      expect(discord.content.length).toBeLessThanOrEqual(2_000);
      // Nothing is cut in two: neither a character nor the sign that escapes one.
      for (const format of WEBHOOK_FORMATS) expect(renderNotice(format, long)).not.toMatch(/\\ud[89a-f]/);
      expect(slack.blocks[0].text.text).not.toMatch(/&(?!amp;)/);
      expect(discord.content).not.toMatch(/\\…$/);
    },
  );

  test('keeps what a person wrote in one line, too', () => {
    const note = 'Stop.\r\n# Big\nBcc: all@x.test';
    const text = JSON.parse(renderNotice('email', notice({ event: 'task.cancelled', note }))).text as string;
    expect(text.split('\n')).toContain('Stop. # Big Bcc: all@x.test');
  });

  test('as e-mail keeps its subject in one line', () => {
    const { subject } = JSON.parse(renderNotice('email', hostile)) as { subject: string };
    expect(subject).not.toMatch(/[\r\n]/);
  });

  const paused: TriggerNotice = {
    id: 'm',
    event: 'trigger.paused',
    at: new Date(0),
    note: 'Its last 3 runs failed.',
    trigger: { id: 't', name: 'nightly', kind: 'cron', agent: { id: 'a', name: 'researcher' } },
    url: 'https://tasks.test/triggers/t',
  };
  test.each(WEBHOOK_FORMATS)('of a paused trigger as %s says which and why, and leads to it', (format) => {
    const body = renderNotice(format, paused).replaceAll('\\', '');
    expect(body).toContain('nightly');
    expect(body).toContain('Its last 3 runs failed.');
    expect(body).toContain('https://tasks.test/triggers/t');
    expect(body).not.toContain('Open the task');
  });

  test('of a failure says why', () => {
    const task = { ...notice().task, failure: { code: 'x', message: 'No key is set.' } };
    expect(renderNotice('email', notice({ event: 'task.failed', task }))).toContain('No key is set.');
  });
});
