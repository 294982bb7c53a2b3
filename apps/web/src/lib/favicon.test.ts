/** @jest-environment jsdom */
import { beforeEach, expect, jest, test } from '@jest/globals';
import { showInFavicon } from './favicon.ts';

beforeEach(() => {
  document.head.innerHTML = '<link rel="icon" href="/favicon.svg">';
  globalThis.fetch = jest.fn<typeof fetch>(() =>
    Promise.resolve({ text: () => Promise.resolve('<svg><rect/></svg>') } as Response),
  );
});

const icon = (): string => decodeURIComponent(document.querySelector<HTMLLinkElement>('link')?.href ?? '');

test('the icon of the tab carries the number of those that wait, and none where nothing does', async () => {
  await showInFavicon(3);
  expect(icon()).toMatch(/^data:image\/svg\+xml,<svg><rect\/>.*>3<\/text><\/svg>$/);
  await showInFavicon(120);
  expect(icon()).toContain('>99+</text>');
  await showInFavicon(0);
  expect(icon()).toMatch(/\/favicon\.svg$/);
  expect(fetch).toHaveBeenCalledTimes(1);
});
