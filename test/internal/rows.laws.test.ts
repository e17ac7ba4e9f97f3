import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { refuse } from '../../src/internal/check.js';
import { mergeSkippedRows, scanRows } from '../../src/internal/rows.js';
import { law } from '../support/law.js';
import { mergesLikeScanning } from '../support/predicates.js';

/** Rows are numbers; negative ones cannot be used, for one of two reasons. */
const rows = () =>
  fc.oneof(
    fc.array(fc.integer({ min: -2, max: 3 })),
    fc.array(fc.constant(-1), { minLength: 60, maxLength: 300, size: 'max' }),
  );

function scan(list: Iterable<number>, used: number[] = []) {
  return scanRows(list, 'rows', { onInvalid: 'skip' }, 'f', (row) => {
    if (row < 0)
      return { reader: row === -1 ? 'time' : 'customer', refuse: (argument) => refuse(row, argument, 'usable') };
    used.push(row);
    return undefined;
  });
}

describe('scanRows', () => {
  law('every row is used or counted as skipped: rows = used + skipped, each for one reason', [rows()], (list) => {
    const used: number[] = [];
    const { rows, skipped, because } = scan(list, used);
    expect(rows).toBe(list.length);
    expect(used).toEqual(list.filter((row) => row >= 0));
    expect(used.length + skipped).toBe(rows);
    expect(Object.values(because).reduce((a, b) => a + b, 0)).toBe(skipped);
  });

  law('the first hundred are named, in their order', [rows()], (list) => {
    const bad = list.flatMap((row, index) => (row < 0 ? [index] : []));
    expect(scan(list).first.map(({ index }) => index)).toEqual(bad.slice(0, 100));
  });

  law(
    'merging is scanning together: merge(scan(a), scan(b)) = scan(a ++ b)',
    [rows(), rows()],
    mergesLikeScanning(scan, (...parts) => mergeSkippedRows(parts, (part) => `parts[${part}]`)),
  );

  law('how the rows come does not matter: scan(array) = scan(iterator)', [rows()], (list) => {
    expect(scan(list.values())).toEqual(scan(list));
  });
});
