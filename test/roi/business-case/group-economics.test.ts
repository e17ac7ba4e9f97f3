import { describe, expect, test } from 'vitest';
import {
  type GroupReaders,
  groupEconomics,
  groupTotals,
  mergeGroupTotals,
  type TotalsByGroup,
} from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { golden } from '../../support/golden.js';
import { expectClose } from '../../support/predicates.js';

type Row = readonly [spend: number, margin: number, retained: boolean | null];
type Ends = readonly [value: number, lower: number, upper: number];
interface Case {
  readonly confidence: number;
  readonly rows: readonly Row[];
  readonly expected: Readonly<Record<'spend' | 'margin' | 'retention', Ends>>;
}

const byAll = { group: () => 'all', spend: ([spend]: Row) => spend };
const spends = (list: readonly number[], more: object = {}) =>
  groupTotals(list, { group: () => 'all', spend: (spend) => spend, ...more });

describe('groupEconomics', () => {
  test.each(golden<Case[]>('group-economics').map((one) => [one.rows.length, one] as const))(
    'as mpmath has it: %i customers',
    (_, { confidence, rows, expected }) => {
      const totals = groupTotals(rows, {
        ...byAll,
        profit: ([, margin]) => margin,
        retained: ([, , retained]) => retained ?? undefined,
      });
      const measured = groupEconomics(totals, { confidence }).get('all');
      for (const name of ['spend', 'margin', 'retention'] as const) {
        expectClose(measured?.[name]?.value, expected[name][0], 1e-11);
        expectClose(measured?.[name]?.lower, expected[name][1], 1e-11);
        expectClose(measured?.[name]?.upper, expected[name][2], 1e-11);
      }
    },
  );

  test('nothing to measure', () => {
    expect(groupEconomics(spends([]))).toEqual(new Map());
    const one = groupEconomics(spends([100], { profit: () => 40, retained: () => true })).get('all');
    expect(one?.customers).toBe(1);
    expect([one?.spend, one?.margin, one?.referrals, one?.costToServe]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(one?.retention?.lower).toBeCloseTo(0.2065, 4);
    const free = groupEconomics(spends([0, 0], { profit: () => -1, retained: () => undefined })).get('all');
    expect(free?.spend).toEqual({ value: 0, lower: 0, upper: 0, confidence: 0.95, responses: 2 });
    expect(free?.margin).toBeUndefined();
    expect(free?.retention).toBeUndefined();
  });

  test('unknown margins leave their customers’ spend out of the ratio, not out of the mean', () => {
    const margins = [40, 60, undefined];
    const totals = groupTotals([0, 1, 2], {
      group: () => 'all',
      spend: (i) => (i + 1) * 100,
      profit: (i) => margins[i],
    });
    const measured = groupEconomics(totals).get('all');
    expect(measured?.spend?.value).toBe(200);
    expect(measured?.margin?.value).toBeCloseTo(100 / 300, 15);
    expect(measured?.margin?.responses).toBe(2);
  });

  test('bad input', () => {
    const { groups, skipped } = spends([1, 2], { retained: () => true });
    const act = (change: object) => () =>
      groupEconomics({ groups: [['all', untyped({ ...groups[0]?.[1], ...change })]], skipped });
    const path = 'groupEconomics: totals.groups';
    expectError(
      () => groupEconomics(untyped<TotalsByGroup<string>>(undefined)),
      `TypeError: ${path} must be iterable, got undefined`,
    );
    expectError(
      () => groupEconomics(untyped<TotalsByGroup<string>>({ groups: ['all'] })),
      `TypeError: ${path}[0] must be a pair of group and totals, got "all"`,
    );
    expectError(
      () => groupEconomics(untyped<TotalsByGroup<string>>({ groups: [['all', null]] })),
      `TypeError: ${path}[0].spend.count must be a whole number from 0 to 1000000000000000, got undefined`,
    );
    expectError(
      act({ spend: { count: 2, mean: 1, squares: -1 } }),
      `RangeError: ${path}[0].spend.squares must be a finite number >= 0, got -1`,
    );
    expectError(
      act({ referrals: { count: 2, mean: Number.NaN, squares: 1 } }),
      `RangeError: ${path}[0].referrals.mean must be a finite number, got NaN`,
    );
    expectError(
      act({ margin: { count: 2, means: [1], squares: [1, 1], products: 1 } }),
      `TypeError: ${path}[0].margin.means[1] must be a finite number, got undefined`,
    );
    expectError(act({ retained: 3 }), `RangeError: ${path}[0].retained must be a whole number from 0 to 2, got 3`);
    expectError(
      () => groupEconomics(spends([1, 2]), { confidence: 95 }),
      'RangeError: groupEconomics: confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?',
    );
    expectError(
      () => groupEconomics(spends([1, 2]), untyped(null)),
      'TypeError: groupEconomics: options must be an object, got null',
    );
    const tiny = { count: 2, means: [1e-300, 1e300], squares: [0, 0], products: 0 };
    expectError(act({ margin: tiny }), 'RangeError: groupEconomics: the numbers are too large to compute with');
  });
});

describe('groupTotals', () => {
  test('rows that cannot be used are skipped whole, and reported', () => {
    const rows = [{ spend: 10, stayed: true }, { spend: -1 }, { spend: 20, stayed: 1 }, { spend: 30 }];
    const progress: unknown[] = [];
    const totals = groupTotals(
      rows,
      { group: () => 'all', spend: ({ spend }) => spend, retained: ({ stayed }) => untyped<boolean>(stayed) },
      { onInvalid: 'skip', onProgress: (fraction, count) => progress.push([fraction, count]) },
    );
    expect(totals.groups).toEqual([
      [
        'all',
        {
          spend: { count: 2, mean: 20, squares: 200 },
          margin: { count: 0, means: [0, 0], squares: [0, 0], products: 0 },
          known: 1,
          retained: 1,
          referrals: { count: 0, mean: 0, squares: 0 },
          costToServe: { count: 0, mean: 0, squares: 0 },
        },
      ],
    ]);
    expect(totals.skipped).toEqual({
      rows: 4,
      skipped: 2,
      because: { spend: 1, retained: 1 },
      first: [
        { index: 1, reason: 'spend must be a finite number >= 0, got -1' },
        { index: 2, reason: 'retained must be true, false or undefined, got 1' },
      ],
    });
    expect(progress).toEqual([[1, 4]]);
  });

  test('bad input', () => {
    const act = (readers: object, options?: object) => () =>
      groupTotals(
        [1, 2],
        untyped<GroupReaders<number, string>>({ group: () => 'all', spend: () => 1, ...readers }),
        untyped(options),
      );
    expectError(
      () => groupTotals([], untyped<GroupReaders<number, string>>(undefined)),
      'TypeError: groupTotals: group must be a function, got undefined',
    );
    expectError(() => groupTotals(untyped<Row[]>(1), byAll), 'TypeError: groupTotals: rows must be iterable, got 1');
    expectError(act({ spend: 'spend' }), 'TypeError: groupTotals: spend must be a function, got "spend"');
    expectError(act({ profit: null }), 'TypeError: groupTotals: profit must be a function, got null');
    expectError(
      act({ spend: (n: number) => 1 - n }),
      'RangeError: groupTotals: spend of rows[1] must be a finite number >= 0, got -1',
    );
    expectError(
      act({ spend: () => '5' }),
      'TypeError: groupTotals: spend of rows[0] must be a finite number >= 0, got "5"',
    );
    expectError(
      act({ profit: () => Number.NaN }),
      'RangeError: groupTotals: profit of rows[0] must be a finite number, got NaN',
    );
    expectError(
      act({ referrals: () => -1 }),
      'RangeError: groupTotals: referrals of rows[0] must be a finite number >= 0, got -1',
    );
    expectError(
      act({ costToServe: () => null }),
      'TypeError: groupTotals: costToServe of rows[0] must be a finite number, got null',
    );
    expectError(
      act({ retained: () => 'yes' }),
      'TypeError: groupTotals: retained of rows[0] must be true, false or undefined, got "yes"',
    );
    expectError(
      act({}, { onInvalid: 'ignore' }),
      'RangeError: groupTotals: onInvalid must be "throw" or "skip", got "ignore"',
    );
    expectError(
      act({ spend: (n: number) => n * 1e200 }),
      'RangeError: groupTotals: the numbers are too large to compute with',
    );
    expectError(
      () => mergeGroupTotals(untyped<TotalsByGroup<string>>({ groups: [] })),
      'TypeError: mergeGroupTotals: parts[0].skipped.rows must be a whole number from 0 to 9007199254740991, got undefined',
    );
    expectError(
      () => mergeGroupTotals(untyped<TotalsByGroup<string>>(null)),
      'TypeError: mergeGroupTotals: parts[0].groups must be iterable, got undefined',
    );
  });
});
