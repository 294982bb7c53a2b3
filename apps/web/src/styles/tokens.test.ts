import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const TEXT_FLOOR = 5.4;
const CONTROL_FLOOR = 3;
const STATUSES = ['pending', 'in-progress', 'needs-input', 'completed', 'failed', 'cancelled'];

for (const [theme, selector] of [
  ['light', ':root'],
  ['dark', "[data-theme='dark']"],
] as const) {
  const tokens = readTokens(selector);
  const contrast = (front: string, back: string): number => ratio(tokens.get(front), tokens.get(back));

  test(`text can be read on every ${theme} ground`, () => {
    for (const back of ['bg', 'surface', 'raised']) {
      expect(contrast('text', back)).toBeGreaterThanOrEqual(TEXT_FLOOR);
      expect(contrast('muted', back)).toBeGreaterThanOrEqual(TEXT_FLOOR);
      expect(contrast('accent', back)).toBeGreaterThanOrEqual(5.2);
    }
    expect(contrast('muted', 'hover')).toBeGreaterThanOrEqual(4.5);
    expect(contrast('accent', 'accent-tint')).toBeGreaterThanOrEqual(4.5);
    expect(contrast('accent-text', 'accent')).toBeGreaterThanOrEqual(TEXT_FLOOR);
  });

  test(`every ${theme} status can be read on its tint and on the page`, () => {
    for (const status of STATUSES) {
      expect(contrast(status, `${status}-tint`)).toBeGreaterThanOrEqual(5.35);
      expect(contrast(status, 'bg')).toBeGreaterThanOrEqual(TEXT_FLOOR);
    }
    // The one filled badge.
    expect(contrast('bg', 'needs-input')).toBeGreaterThanOrEqual(TEXT_FLOOR);
  });

  test(`${theme} controls and the focus ring stand out`, () => {
    for (const back of ['bg', 'surface', 'raised']) {
      expect(contrast('control', back)).toBeGreaterThanOrEqual(CONTROL_FLOOR);
      expect(contrast('accent', back)).toBeGreaterThanOrEqual(CONTROL_FLOOR);
    }
  });
}

for (const [theme, plain, selector] of [
  ['light', ':root', ':root:root'],
  ['dark', "[data-theme='dark']", "[data-theme='dark']:root"],
] as const) {
  test(`${theme} greys stand out more where more contrast is asked for`, () => {
    const tokens = new Map([...readTokens(plain), ...readTokens(selector)]);
    for (const back of ['bg', 'surface', 'raised', 'hover']) {
      expect(ratio(tokens.get('muted'), tokens.get(back))).toBeGreaterThanOrEqual(7);
      expect(ratio(tokens.get('control'), tokens.get(back))).toBeGreaterThanOrEqual(4.5);
    }
    for (const back of ['bg', 'surface', 'raised']) {
      expect(ratio(tokens.get('line'), tokens.get(back))).toBeGreaterThanOrEqual(CONTROL_FLOOR);
    }
  });
}

function readTokens(selector: string): Map<string, string> {
  const from = css.indexOf(`${selector} {`);
  const block = css.slice(from, css.indexOf('}', from));
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name ?? '', value ?? '']),
  );
}

/** WCAG 2 contrast. */
function ratio(one: string | undefined, other: string | undefined): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string | undefined): number {
  if (!hex) throw new Error('No such token');
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
