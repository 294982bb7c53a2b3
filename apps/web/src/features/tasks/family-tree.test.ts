import { expect, test } from '@jest/globals';
import type { FamilyNode, TaskTurn } from '@taskhelm/contract';
import { arrangeFamily, foldFamily, MOST_SHOWN, waitingNodes } from './family-tree.ts';

const node = (id: string, parent: string | null, turn: TaskTurn | null = null): FamilyNode =>
  ({ id, parent_task_id: parent, turn }) as FamilyNode;
const read = (branches: { node: FamilyNode; depth: number }[]) =>
  branches.map(({ node: { id }, depth }) => `${depth}${id}`);

test('each task is followed by those below it, in the order in which they came', () => {
  const nodes = [node('root', null), node('a', 'root'), node('b', 'root'), node('a1', 'a'), node('a2', 'a')];
  expect(read(arrangeFamily(nodes))).toEqual(['0root', '1a', '2a1', '2a2', '1b']);
});

test('a task whose parent is not told is shown all the same', () => {
  expect(read(arrangeFamily([node('b', 'gone'), node('c', 'b')]))).toEqual(['0b', '1c']);
});

test('of a large family the open tasks and the way to the one that is looked at are shown', () => {
  const many = Array.from({ length: 100 }, (_none, index) => node(`t${index}`, 'root'));
  const nodes = [node('root', null), ...many, node('deep', 't70', 'person')];
  const branches = arrangeFamily(nodes);
  expect(read(foldFamily(branches, 't50'))).toEqual(['0root', '1t50', '1t70', '2deep']);
  expect(foldFamily(branches.slice(0, MOST_SHOWN), 't1')).toHaveLength(MOST_SHOWN);
});

test('it is known which tasks of the family wait for a person', () => {
  const nodes = [node('root', null, 'child'), node('a', 'root', 'person'), node('b', 'root', 'agent')];
  expect(waitingNodes(nodes).map(({ id }) => id)).toEqual(['a']);
});
