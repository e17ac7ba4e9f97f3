import { describe, expect, test } from 'vitest';
import { refuse } from '../../src/internal/check.js';
import { mergeSkippedRows, type ScanOptions, scanRows } from '../../src/internal/rows.js';
import { expectError, untyped } from '../support/errors.js';

function scan(rows: Iterable<unknown>, options: ScanOptions = {}) {
  return scanRows(rows, 'events', options, 'f', (row) =>
    row === 'bad' ? { reader: 'time', refuse: (argument) => refuse(row, argument, 'good', '', 'string') } : undefined,
  );
}

describe('a row that cannot be used', () => {
  test('throws, and says which one it is', () => {
    expectError(() => scan(['good', 'bad', 'bad']), 'RangeError: f: time of events[1] must be good, got "bad"');
    expectError(
      () => scan(['bad'], { onInvalid: 'throw' }),
      'RangeError: f: time of events[0] must be good, got "bad"',
    );
  });

  test('is skipped and reported on demand', () => {
    expect(scan(['good', 'bad', 'good'], { onInvalid: 'skip' })).toEqual({
      rows: 3,
      skipped: 1,
      because: { time: 1 },
      first: [{ index: 1, reason: 'time must be good, got "bad"' }],
    });
  });

  test('an error of the caller’s own function is nobody else’s', () => {
    const broken = () => {
      throw new Error('mine');
    };
    expect(() => scanRows([1], 'events', { onInvalid: 'skip' }, 'f', broken)).toThrow('mine');
  });
});

describe('a report that comes back', () => {
  const report = { rows: 2, skipped: 1, because: { time: 1 }, first: [{ index: 1, reason: 'why' }] };
  const merge = (...parts: unknown[]) => mergeSkippedRows(untyped(parts), (part) => `f: parts[${part}]`);

  test('with a reader of any name', () => {
    const odd = JSON.parse('{ "rows": 2, "skipped": 2, "because": { "constructor": 1, "__proto__": 1 }, "first": [] }');
    const { because } = merge(odd, odd);
    expect(Object.entries(because)).toEqual([
      ['constructor', 2],
      ['__proto__', 2],
    ]);
  });

  test.each([
    [undefined, 'TypeError', 'rows must be a whole number from 0 to 9007199254740991, got undefined'],
    [{ ...report, rows: '2' }, 'TypeError', 'rows must be a whole number from 0 to 9007199254740991, got "2"'],
    [{ ...report, rows: 1e300 }, 'RangeError', 'rows must be a whole number from 0 to 9007199254740991, got 1e+300'],
    [{ ...report, skipped: 3 }, 'RangeError', 'skipped must be a whole number from 0 to 2, got 3'],
    [{ ...report, because: { time: '1' } }, 'TypeError', 'because.time must be a whole number from 0 to 1, got "1"'],
    [{ ...report, first: undefined }, 'TypeError', 'first must be a list of rows, got undefined'],
    [{ ...report, first: [null] }, 'TypeError', 'first[0].index must be a whole number from 0 to 1, got undefined'],
  ])('refuses %j', (part, type, message) => {
    expectError(() => merge(report, part), `${type}: f: parts[1].${message}`);
  });
});

describe('onProgress', () => {
  /** What is reported of so many rows. */
  function reports(rows: Iterable<unknown>): [number | undefined, number][] {
    const calls: [number | undefined, number][] = [];
    scan(rows, { onProgress: (fraction, read) => calls.push([fraction, read]) });
    return calls;
  }

  test('the fraction rises to 1 where the number of rows is known', () => {
    const rows = Array.from({ length: 163_840 });
    const expected = [
      [0.4, 65_536],
      [0.8, 131_072],
      [1, 163_840],
    ];
    expect(reports(rows)).toEqual(expected);
    expect(reports(new Set(rows.keys()))).toEqual(expected);
    expect(reports(new Uint8Array(163_840))).toEqual(expected);
  });

  test('and is undefined where it is not', () => {
    expect(reports(Array.from({ length: 100_000 }).values())).toEqual([
      [undefined, 65_536],
      [1, 100_000],
    ]);
  });

  test.each([Number.NaN, -5, '5', undefined])('and where the length is %s', (length) => {
    const rows = { length, [Symbol.iterator]: () => Array.from({ length: 70_000 }).values() };
    expect(reports(rows)).toEqual([
      [undefined, 65_536],
      [1, 70_000],
    ]);
  });

  test('once of nothing', () => {
    expect(reports([])).toEqual([[1, 0]]);
  });
});

test.each([
  [[1, {}], 'TypeError: f: events must be iterable, got 1'],
  [[null, {}], 'TypeError: f: events must be iterable, got null'],
  [[[], null], 'TypeError: f: options must be an object, got null'],
  [[[], { onInvalid: 'ignore' }], 'RangeError: f: onInvalid must be "throw" or "skip", got "ignore"'],
  [[[], { onInvalid: true }], 'TypeError: f: onInvalid must be "throw" or "skip", got boolean'],
  [[[], { onProgress: 1 }], 'TypeError: f: onProgress must be a function, got 1'],
])('refuses %j', ([rows, options], error) => {
  expectError(() => scan(untyped(rows), untyped(options)), error);
});
