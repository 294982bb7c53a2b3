import { expect, test } from '@jest/globals';
import { readAuditSearch } from './audit-search.ts';

test('a view of the log is read from the address, without what makes no sense or is the default', () => {
  const id = '01900000-0000-7000-8000-000000000001';
  const view = {
    action: ['agent_created', 'signed_in'],
    actor: 'Ana ',
    subject_id: id,
    from: 'now-7d',
    to: '2026-01-02T00:00:00Z',
    page: 2,
    as_of: '2026-01-01T00:00:00.000Z',
  };
  expect(readAuditSearch({ ...view, action: 'agent_created,signed_in', page: '2' })).toEqual(view);
  expect(readAuditSearch({ from: 'now-30d', to: 'now', page: '1', as_of: view.as_of, q: 'x' })).toEqual({});
  expect(readAuditSearch({ subject_id: 'x', from: 'soon', to: 'x', page: '0', actor: '' })).toEqual({});
});
