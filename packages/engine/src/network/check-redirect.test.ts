import { expect, test } from '@jest/globals';
import { checkRedirect } from './check-redirect.ts';

const from = (url: string) => (location: string) => checkRedirect(location, new URL(url), {}).href;

test('a redirect is read relative to where it came from', () => {
  expect(from('https://a.example/x/y')('../z')).toBe('https://a.example/z');
  expect(from('http://a.example/')('https://b.example/')).toBe('https://b.example/');
});

test('a redirect from https to http is refused', () => {
  expect(() => from('https://a.example/')('http://a.example/')).toThrow('from https to http');
});

test.each(['http://127.1/', '//localhost/', 'http://u:p@b.example/', 'javascript:alert(1)', 'http://['])(
  'a redirect to %s is refused',
  (location) => {
    expect(() => from('http://a.example/')(location)).toThrow();
  },
);
