import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, runExample, temporaryFolder } from './run.js';

const SAMPLE = join(ROOT, 'docs', 'examples', 'sample-data');

it('the simulator reproduces the sample data byte for byte', async () => {
  const folder = temporaryFolder();
  expect(await runExample('sample-data/simulate.ts', folder)).toEqual({ exitCode: 0, output: '', errors: '' });
  for (const name of ['ratings.csv', 'orders.csv']) {
    const isSame = readFileSync(join(folder, name)).equals(readFileSync(join(SAMPLE, name)));
    expect(isSame, name).toBe(true);
  }
});
