import { describe, expect, it } from '@jest/globals';
import { NEW_AGENT, readDraft, toDraft, type AgentSettings } from './agent-draft.ts';
import { describeSetting } from './describe-setting.ts';
import { changedSettings, mergeSettings, settingsChange, theirChanges } from './merge-agent.ts';

const base: AgentSettings = {
  ...NEW_AGENT,
  name: 'researcher',
  instructions: 'Research.',
  tools: ['ask_user', 'calculate'],
  limits: { max_steps: 10 },
};

describe('the merge of two edits of an agent', () => {
  it('finds nothing where nothing differs but the order of a list or of keys', () => {
    const same = { ...base, tools: ['calculate', 'ask_user'], limits: { ...base.limits } };
    expect(changedSettings(base, same)).toEqual([]);
    expect(settingsChange(base, same)).toEqual({});
  });

  it('names what they changed, and whether I changed it to something else', () => {
    const mine = { ...base, description: 'mine', instructions: 'Mine.', model: 'a:b' };
    const theirs = { ...base, instructions: 'Theirs.', model: 'a:b', tools: ['ask_user'] };
    expect(theirChanges(base, mine, theirs)).toEqual([
      { name: 'instructions', isContested: true },
      { name: 'tools', isContested: false },
    ]);
  });

  it('takes theirs where it is told to and keeps the rest of mine', () => {
    const mine = { ...base, description: 'mine', instructions: 'Mine.' };
    const theirs = { ...base, instructions: 'Theirs.', max_concurrent_tasks: 3 };
    const merged = mergeSettings(mine, theirs, { instructions: 'mine', max_concurrent_tasks: 'theirs' });
    expect(merged).toEqual({ ...mine, max_concurrent_tasks: 3 });
    expect(settingsChange(theirs, merged)).toEqual({ description: 'mine', instructions: 'Mine.' });
  });
});

describe('the merge of what happens at a limit and who keeps tools', () => {
  it('sees each as a change of its own', () => {
    const mine: AgentSettings = { ...base, limits: { ...base.limits, on_limit: 'fail' } };
    const theirs: AgentSettings = { ...base, extends_tools_to: ['ops'], limits: { max_tokens: 9 } };
    expect(changedSettings(base, mine)).toEqual(['limits']);
    expect(theirChanges(base, mine, theirs)).toEqual([
      { name: 'limits', isContested: true },
      { name: 'extends_tools_to', isContested: false },
    ]);
    expect(mergeSettings(mine, theirs, { extends_tools_to: 'theirs' })).toEqual({
      ...mine,
      extends_tools_to: ['ops'],
    });
  });

  it('takes asking for what is meant where nothing is said', () => {
    expect(describeSetting(base, 'limits')).toBe('10 steps; asks a person at a limit');
    expect(describeSetting({ ...base, limits: { on_limit: 'fail' } }, 'limits')).toBe(
      'the server’s defaults; fails at a limit',
    );
  });
});

describe('the draft of an agent', () => {
  it('says the same settings again when nothing was typed', () => {
    const full: AgentSettings = {
      ...base,
      limits: {
        max_steps: 5,
        timeout_ms: 90_000,
        max_tokens: 50_000,
        max_cost_microusd: 250_000,
        on_limit: 'fail',
      },
      max_concurrent_tasks: 2,
      can_delegate_to: ['ops'],
      extends_tools_to: ['researcher'],
    };
    for (const settings of [NEW_AGENT, base, full]) {
      expect(readDraft(toDraft(settings))).toEqual({ settings });
    }
  });

  it('reads minutes and dollars, also with a comma', () => {
    const draft = {
      ...toDraft(base),
      limits: { timeout_ms: '1,5', max_cost_microusd: ' 0.25 ', max_steps: '' },
    };
    expect(readDraft(draft)).toEqual({
      settings: { ...base, limits: { timeout_ms: 90_000, max_cost_microusd: 250_000 } },
    });
  });

  it('says which fields are wrong', () => {
    const draft = {
      ...toDraft(base),
      name: 'Not a name',
      limits: { max_steps: 'many' },
      max_concurrent_tasks: '0',
    };
    const read = readDraft(draft);
    expect('errors' in read && Object.keys(read.errors).toSorted()).toEqual([
      'limits.max_steps',
      'max_concurrent_tasks',
      'name',
    ]);
  });
});
