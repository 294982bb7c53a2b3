import { describe, expect, it } from '@jest/globals';
import { readPayload } from './read-payload.ts';

const read = (text: string, type: string | undefined = 'application/json') =>
  readPayload(Buffer.from(text), type);

describe('a payload', () => {
  it('is any JSON, as text and as value', () => {
    expect(read('{"a": [1, "]["]}')).toEqual({ text: '{"a": [1, "]["]}', value: { a: [1, ']['] } });
    expect(read('7', 'application/json; charset=utf-8')).toEqual({ text: '7', value: 7 });
    expect(read('{}', 'application/vnd.github+json')).toMatchObject({ value: {} });
  });

  it('keeps numbers as they were sent', () => {
    expect(read('{"id": 12345678901234567890, "price": 1.10, "n": [1e400, -0, 7]}')).toMatchObject({
      value: { id: '12345678901234567890', price: '1.10', n: ['1e400', '-0', 7] },
    });
  });

  it('may be nothing at all', () => {
    expect(readPayload(Buffer.alloc(0), undefined)).toEqual({ text: '', value: {} });
  });

  it('is refused where it is something else', () => {
    expect(read('a=1', 'application/x-www-form-urlencoded')).toMatchObject({ code: 'not_json' });
    expect(readPayload(Buffer.from('{}'), undefined)).toMatchObject({ code: 'not_json' });
    for (const text of ['{', '{"a":1}x', "{'a':1}", '\u0000'])
      expect(read(text)).toMatchObject({ code: 'malformed_json' });
    expect(readPayload(Buffer.from([0x22, 0xff, 0x22]), 'application/json')).toMatchObject({
      code: 'malformed_json',
    });
  });

  it('is refused where it is nested too deep, brackets in strings not counted', () => {
    expect(read('['.repeat(100) + ']'.repeat(100))).toHaveProperty('value');
    expect(read('['.repeat(101) + ']'.repeat(101))).toMatchObject({ code: 'nested_too_deep' });
    expect(read('{"a":'.repeat(50_000))).toMatchObject({ code: 'nested_too_deep' });
    expect(read(JSON.stringify({ a: '[\\"'.repeat(1_000) }))).toHaveProperty('value');
  });
});
