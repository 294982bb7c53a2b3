import { describe, expect, test } from '@jest/globals';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { flatten, pathText } from './json-rows.ts';
import { JsonTree } from './json-tree.tsx';

const value = { owner: { name: 'Ana' }, items: [{ id: 7, 'odd name': null }], empty: {} };

test('paths are written as JSONPath', () => {
  expect(pathText(['items', 0, 'odd name'])).toBe('$.items[0]["odd name"]');
});

test('only what is open has its parts among the lines', () => {
  const names = flatten(value, ({ name }) => name === 'items').map(({ name }) => name);
  expect(names).toEqual(['owner', 'items', '0', 'empty']);
});

describe('the tree', () => {
  const lines = (): string[] => screen.getAllByRole('treeitem').map((line) => line.textContent ?? '');
  const press = (key: string): boolean => fireEvent.keyDown(document.activeElement!, { key });

  test('is walked through and opened with the arrows, and tells the path of what is chosen', () => {
    render(<JsonTree value={value} label="Output" isWhole={false} />);
    expect(lines()).toEqual(['▾owner: {1}', 'name: "Ana"', '▾items: [1]', '▸0: {2}', 'empty: {0}']);
    act(() => screen.getAllByRole('treeitem')[0]?.focus());
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowDown']) press(key);
    expect(document.activeElement?.textContent).toBe('id: 7');
    expect(screen.getByText('$.items[0].id')).toBeTruthy();
    press('ArrowLeft');
    press('ArrowLeft');
    expect(lines()).toContain('▸0: {2}');
  });

  test('shows everything where nothing may be overlooked', () => {
    render(<JsonTree value={value} label="Arguments" isWhole />);
    expect(lines()).toContain('odd name: null');
  });
});
