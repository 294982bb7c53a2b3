import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Json } from '@taskhelm/contract';
import { fieldsOf, parseTemplate, renderTemplate, type Template } from './template.ts';

function parsed(text: string): Template {
  const read = parseTemplate(text);
  if ('problem' in read) throw new Error(read.problem);
  return read.template;
}
const render = (text: string, data: Json, limit = 1_000): string => renderTemplate(parsed(text), data, limit);
const problem = (text: string): string | null => {
  const read = parseTemplate(text);
  return 'problem' in read ? read.problem : null;
};

describe('a template', () => {
  it('puts fields in their places, without escaping anything', () => {
    const data = {
      issue: { title: '<b>"Fire" & more</b>', number: 7 },
      tags: ['a', 'b'],
      ok: false,
      none: null,
    };
    expect(render('#{{issue.number}} {{ issue.title }}: {{tags.1}}, {{ok}}, {{none}}', data)).toBe(
      '#7 <b>"Fire" & more</b>: b, false, null',
    );
    expect(render('{{issue}} {{.}}', { issue: { a: 1 } })).toBe('{"a":1} {"issue":{"a":1}}');
  });

  it('shows what is missing instead of guessing', () => {
    expect(render('{{a.b}} and {{c}}', { a: {} })).toBe('⟨missing: a.b⟩ and ⟨missing: c⟩');
    expect(render('{{a.b.c}}', { a: 'text' })).toBe('⟨missing: a.b.c⟩');
  });

  it('sees nothing that the data did not bring', () => {
    const names = [
      'constructor',
      'toString',
      '__proto__',
      'a.constructor',
      'a.length',
      'list.length',
      'list.map',
    ];
    for (const name of names) {
      expect(render(`{{${name}}}`, { a: 'text', list: [1] })).toBe(`⟨missing: ${name}⟩`);
    }
    expect(render('{{__proto__.x}}', JSON.parse('{"__proto__": {"x": 1}}') as Json)).toBe('1');
  });

  it('does not read a field as a template', () => {
    expect(render('{{a}}', { a: '{{b}}', b: 'secret' })).toBe('{{b}}');
  });

  it('says where it is wrong', () => {
    expect(problem('one\ntwo {{a')).toBe('Line 2, column 5: this {{ has no }}');
    expect(problem('{{#each}}')).toMatch(/^Line 1, column 1: only fields/);
    for (const tag of ['{{>x}}', '{{/x}}', '{{^x}}', '{{!x}}', '{{&x}}', '{{=x y=}}', '{{{x}}}']) {
      expect(problem(tag)).toMatch(/only fields/);
    }
    for (const tag of ['{{}}', '{{a b}}', '{{a..b}}', '{{.a}}', '{{a.}}', '{{a{b}}']) {
      expect(problem(tag)).toMatch(/not the name of a field/);
    }
    expect(problem(`{{${'a'.repeat(300)}}}`)).toMatch(/at most 200 characters/);
    expect(problem('{{a}} }} {b} fine')).toBeNull();
  });

  it('never writes more than it may, however large the fields are', () => {
    const many = parsed('{{a}}'.repeat(5_000));
    expect(renderTemplate(many, { a: 'x'.repeat(200_000) }, 100)).toHaveLength(100);
    expect(fieldsOf(many)).toHaveLength(5_000);
  });

  it('takes any text without failing, and keeps all of it that is no field', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.jsonValue(), (text, data) => {
        const read = parseTemplate(text);
        if ('problem' in read) expect(text).toContain('{{');
        else if (!text.includes('{{')) expect(renderTemplate(read.template, data as Json, 1_000)).toBe(text);
      }),
    );
    const pieces = fc.constantFrom(
      '{{',
      '}}',
      '{',
      '}',
      '.',
      'a',
      ' ',
      '\n',
      '#',
      '>',
      '__proto__',
      '\u{1F600}',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const read = parseTemplate(parts.join(''));
        if ('template' in read) expect(typeof renderTemplate(read.template, { a: 1 }, 500)).toBe('string');
        else expect(read.problem).toMatch(/^Line \d+, column \d+: /);
      }),
    );
  });

  it('walks over hostile texts once', () => {
    const hostile = [
      '{{{a}}' + ' '.repeat(32_000),
      '{{'.repeat(16_000),
      '{{' + ' '.repeat(32_000),
      '{'.repeat(32_000),
    ];
    for (const text of hostile) expect(['string', 'object']).toContain(typeof problem(text));
  });
});
