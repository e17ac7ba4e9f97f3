import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { root, run } from './packed.js';

/** Changesets compares with the branch main, which an unpacked archive or a shallow checkout does not have. */
function hasMain(): boolean {
  try {
    execFileSync('git', ['rev-parse', '--verify', 'main'], { cwd: root, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test.skipIf(!hasMain())(
  'every change that a user can notice has a changeset (skipped where there is no branch main)',
  async () => {
    expect(await run('@changesets/cli/bin.js', ['status'], root)).not.toContain('error');
  },
);
