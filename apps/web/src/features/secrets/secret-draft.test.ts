import { expect, test } from '@jest/globals';
import type { Secret } from '@taskhelm/contract';
import { readSecret, secretDraft } from './secret-draft.ts';

const known = { id: 's', name: 'CRM_KEY', allowed_hosts: ['api.crm.example'] } as Secret;

test('a new secret goes out with its hosts, each once', () => {
  const draft = {
    name: ' CRM_KEY ',
    value: 'a long value',
    hosts: 'api.crm.example\nAPI.crm.example, b.example\n',
  };
  expect(readSecret(draft, null)).toEqual({
    secret: null,
    body: {
      name: 'CRM_KEY',
      value: 'a long value',
      allowed_hosts: ['api.crm.example', 'b.example'],
    },
  });
});

test('what is wrong is told by field, and nothing goes out', () => {
  const read = readSecret({ name: '1', value: 'short', hosts: 'not a host/' }, null);
  expect(Object.keys('errors' in read ? read.errors : {})).toEqual(['name', 'value', 'hosts']);
  expect(readSecret({ ...secretDraft(known), value: 'long enough', hosts: '' }, known)).toHaveProperty(
    'errors.hosts',
  );
});

test('a value is replaced without naming hosts that stay, and never without a value', () => {
  const draft = secretDraft(known);
  expect(draft).toEqual({ name: 'CRM_KEY', value: '', hosts: 'api.crm.example' });
  expect(readSecret(draft, known)).toHaveProperty('errors.value');
  expect(readSecret({ ...draft, value: 'the next one' }, known)).toEqual({
    secret: known,
    body: { value: 'the next one' },
  });
  expect(readSecret({ ...draft, value: 'the next one', hosts: 'b.example' }, known)).toMatchObject({
    body: { allowed_hosts: ['b.example'] },
  });
});
