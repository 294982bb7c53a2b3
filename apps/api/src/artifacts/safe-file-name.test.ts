import { expect, test } from '@jest/globals';
import { safeFileName } from './safe-file-name.ts';

test.each([
  ['report.csv', 'report.csv'],
  ['Bericht für Köln.pdf', 'Bericht für Köln.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Windows\\system32\\x.dll', 'x.dll'],
  ['a\r\nX-Evil: 1.txt', 'aX-Evil_ 1.txt'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['.htaccess', 'htaccess'],
  ['name"; filename="x.html', 'name__ filename=_x.html'],
  ['CON.txt', '_CON.txt'],
  ['\u0000', 'file'],
  ['..', 'file'],
  ['dir/', 'file'],
])('%j becomes %j', (name, safe) => {
  expect(safeFileName(name)).toBe(safe);
});

test('a long name is cut before its ending', () => {
  const name = safeFileName(`${'🧭'.repeat(300)}.tar`);
  expect(Array.from(name)).toHaveLength(120);
  expect(name.endsWith('.tar')).toBe(true);
});
