import { readFileSync } from 'node:fs';

/** A table of expected values from test/golden, where the script that made it stands beside it. */
export function golden<Table>(name: string): Table {
  return JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), 'utf8'));
}
