import { describe, expect, it } from '@jest/globals';
import { createSecretBox, SecretBoxError } from './secret-box.ts';

const box = createSecretBox(['a secret key that is long enough']);

describe('a secret box', () => {
  it('opens what it sealed, whatever characters it holds', () => {
    for (const plain of ['sk-1234', '', 'ключ 🔑 "quoted"\n']) {
      expect(box.open(box.seal(plain, 'model:1'), 'model:1')).toBe(plain);
    }
  });

  it('never seals the same text to the same bytes, and shows nothing of it', () => {
    const sealed = [box.seal('sk-1234', 'model:1'), box.seal('sk-1234', 'model:1')];
    expect(new Set(sealed).size).toBe(2);
    expect(sealed.join()).not.toContain('sk-1234');
  });

  it('does not open for another owner, with another key, or when a byte was changed', () => {
    const sealed = box.seal('sk-1234', 'model:1');
    expect(() => box.open(sealed, 'model:2')).toThrow(SecretBoxError);
    expect(() => createSecretBox(['another key, as long as it']).open(sealed, 'model:1')).toThrow(
      'another SECRET_KEY',
    );
    const changed = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
    expect(() => box.open(changed, 'model:1')).toThrow(SecretBoxError);
    expect(() => box.open('v1', 'model:1')).toThrow(SecretBoxError);
    expect(() => box.open(sealed.slice(0, 20), 'model:1')).toThrow(SecretBoxError);
  });

  it('opens with a previous key what was sealed with it, and says that it is not current', () => {
    const sealed = box.seal('sk-1234', 'model:1');
    const rotated = createSecretBox(['the new key that is long enough', 'a secret key that is long enough']);
    expect(rotated.open(sealed, 'model:1')).toBe('sk-1234');
    expect(rotated.isCurrent(sealed)).toBe(false);
    expect(rotated.isCurrent(rotated.seal('sk-1234', 'model:1'))).toBe(true);
  });
});
