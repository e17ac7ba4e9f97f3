import { execFile } from 'node:child_process';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { root } from './blocks.js';

/** What `vitest list --json` says of a test: its names from the outside in, joined by ' > ', and its file. */
interface Listed {
  readonly name: string;
  readonly file: string;
}

async function laws(): Promise<Listed[]> {
  // In one process: the files are only read, and a process each takes ten times as long.
  const list = ['list', '--json', '--no-isolate', '--config', 'test/vitest.config.ts', '--root', '.', '.laws.test.ts'];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), ...list],
    { cwd: root, maxBuffer: 2 ** 26 },
  );
  return JSON.parse(stdout.slice(stdout.indexOf('[')));
}

const titles: Record<string, string> = {
  nps: 'NPS',
  experience: 'Experience',
  'retention/rates': 'Retention: rates',
  'retention/cohorts': 'Retention: cohorts',
  'retention/survival': 'Retention: survival',
  'retention/revenue': 'Retention: revenue',
  'lifetime-value': 'Lifetime value',
  'roi/cash-flows': 'Return on investment: cash flows',
  'roi/business-case': 'Return on investment: business case',
  history: 'Purchase histories',
  'models/purchases': 'Models: purchases',
  'models/opportunities': 'Models: purchases at opportunities',
  'models/spending': 'Models: spending',
  'models/covariates': 'Models: covariates',
  'models/fitting': 'Models: fitting',
  'models/retention': 'Models: retention',
  'models/uncertainty': 'Models: uncertainty',
  'models/uses': 'Models: comparing and using them',
  uncertainty: 'Uncertainty',
  internal: 'Inside the library',
};

function catalogue(listed: readonly Listed[]): string {
  let text = `# Invariants

The laws that hold of custometry, each with the test that tries it on random values. This page is written by the tests
themselves: it cannot say anything else than what they check.
`;
  const byFolder = groupBy(listed, ({ file }) => slashes(relative(join(root, 'test'), dirname(file))));
  for (const [folder, title] of Object.entries(titles)) {
    const inFolder = byFolder.get(folder);
    if (inFolder === undefined) continue;
    text += `\n## ${title}\n`;
    const bySubject = groupBy(inFolder, ({ file, name }) => `${subjectOf(name)}](../${slashes(relative(root, file))}`);
    for (const [subject, tests] of [...bySubject].sort(([a], [b]) => (a < b ? -1 : 1))) {
      text += `\n### [${subject})\n\n`;
      for (const { name } of tests) text += `- ${name.slice(name.indexOf(' > ') + 3)}\n`;
    }
    byFolder.delete(folder);
  }
  // A folder of laws without a title would be left out silently.
  expect([...byFolder.keys()]).toEqual([]);
  return text;
}

/** What the law is about: the name of the `describe` around it. */
function subjectOf(name: string): string {
  if (!name.includes(' > ')) throw new Error(`a law stands outside of a describe: ${name}`);
  return name.slice(0, name.indexOf(' > '));
}

const slashes = (path: string): string => path.replaceAll('\\', '/');

function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

test('docs/invariants.md lists exactly the laws that the tests check', async () => {
  const listed = await laws();
  expect(listed.length).toBeGreaterThan(80);
  // Where this fails, run the tests with `-u` to write the page anew.
  await expect(catalogue(listed)).toMatchFileSnapshot(join(root, 'docs/invariants.md'));
}, 300_000);
