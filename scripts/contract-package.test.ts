import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, symlinkSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'taskhelm-contract-'));

describe('the contract as a package of its own', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is packed as plain JavaScript that works with nothing but zod beside it', () => {
    execFileSync('pnpm', ['--filter', '@taskhelm/contract', 'pack', '--pack-destination', folder], {
      cwd: root,
      stdio: 'pipe',
    });
    const [archive = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
    const scope = join(folder, 'node_modules/@taskhelm');
    mkdirSync(scope, { recursive: true });
    execFileSync('tar', ['xzf', join(folder, archive), '-C', scope]);
    symlinkSync(join(scope, 'package'), join(scope, 'contract'));
    symlinkSync(join(root, 'packages/contract/node_modules/zod'), join(folder, 'node_modules/zod'));
    const program = `import { createTaskRequestSchema, taskEndpoints } from '@taskhelm/contract';
      console.log(createTaskRequestSchema.parse({ agent: 'a', title: ' t ' }).title, taskEndpoints.cancel.method);`;
    const printed = execFileSync(
      process.execPath,
      ['--preserve-symlinks', '--input-type=module', '-e', program],
      { cwd: folder, encoding: 'utf8' },
    );
    expect(printed.trim()).toBe('t DELETE');
  });
});
