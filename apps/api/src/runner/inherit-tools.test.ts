import { expect, test } from '@jest/globals';
import type { LineageAgent } from '../tasks/family-repository.ts';
import { inheritTools } from './inherit-tools.ts';

const agent = (name: string, tools: string[], more: Partial<LineageAgent> = {}): LineageAgent => ({
  name,
  tools,
  confirm_tools: [],
  extends_tools_to: [],
  ...more,
});

test('an agent that works for nobody has its own tools', () => {
  const own = agent('a', ['x', 'y'], { confirm_tools: ['y'] });
  expect(inheritTools([own])).toEqual({ tools: ['x', 'y'], confirmTools: ['y'], withheld: [] });
});

test('a child does without what its parent lacks', () => {
  const lineage = [agent('child', ['x', 'y']), agent('parent', ['y', 'z'])];
  expect(inheritTools(lineage)).toEqual({ tools: ['y'], confirmTools: [], withheld: ['x'] });
});

test('an allowed pair lets the child keep its own tools', () => {
  const lineage = [agent('child', ['x']), agent('parent', [], { extends_tools_to: ['child'] })];
  expect(inheritTools(lineage).tools).toEqual(['x']);
});

test('an allowed pair further down lets nothing through that was held back above it', () => {
  const middle = agent('middle', ['x'], { extends_tools_to: ['child'] });
  expect(inheritTools([agent('child', ['x']), middle, agent('top', [])]).tools).toEqual([]);
  const top = agent('top', [], { extends_tools_to: ['middle'] });
  expect(inheritTools([agent('child', ['x']), middle, top]).tools).toEqual(['x']);
});

test('a pair allowed with the grandparent does not stand for the one with the parent', () => {
  const top = agent('top', [], { extends_tools_to: ['child'] });
  expect(inheritTools([agent('child', ['x']), agent('middle', ['x']), top]).tools).toEqual([]);
});

test('what a parent may do only with approval, its child may do only with approval', () => {
  const parent = agent('parent', ['x'], { confirm_tools: ['x'] });
  expect(inheritTools([agent('child', ['x']), parent]).confirmTools).toEqual(['x']);
  const trusting = { ...parent, extends_tools_to: ['child'] };
  expect(inheritTools([agent('child', ['x']), trusting]).confirmTools).toEqual([]);
});
