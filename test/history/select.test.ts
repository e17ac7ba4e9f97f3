import { describe, expect, test } from 'vitest';
import { purchaseOpportunities, selectHistories } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

const histories = { customers: ['Ann', 'Bob'], repeats: [2, 0], lastRepeat: [30, 0], observed: [38, 39] };

describe('selectHistories', () => {
  test('what belongs to no customer stays, but for the report on the orders', () => {
    const report = { used: 2 };
    const all = { ...histories, timeUnit: 'week', end: 7, isDraft: undefined, orders: report };
    expect(selectHistories(all, [1])).toStrictEqual({
      ...{ customers: ['Bob'], repeats: [0], lastRepeat: [0], observed: [39] },
      ...{ timeUnit: 'week', end: 7, isDraft: undefined },
    });
  });

  test('nothing is shared with what was given, and nobody is nobody', () => {
    const all = { ...histories, repeats: Float64Array.of(2, 0) };
    const same = selectHistories(all, () => true);
    expect(same).toStrictEqual(all);
    same.repeats[0] = 7;
    expect(all.repeats[0]).toBe(2);
    expect(selectHistories(all, [])).toStrictEqual({
      ...{ customers: [], repeats: new Float64Array(), lastRepeat: [], observed: [] },
    });
    expect(selectHistories(histories, Int32Array.of(1, 1)).customers).toEqual(['Bob', 'Bob']);
  });

  test('opportunities, and a covariate of any name', () => {
    const read = purchaseOpportunities([{ who: 1, day: 0 }], {
      ...{ customer: ({ who }: { who: number }) => who, time: ({ day }: { day: number }) => day },
      ...{ end: '1975-01-01', period: 'year' as const },
    });
    const covariates = Object.fromEntries([
      ['orders', [4]],
      ['__proto__', [5]],
    ]);
    const { opportunities, covariates: of } = selectHistories({ ...read, covariates }, [0, 0]);
    expect([...opportunities]).toEqual([4, 4]);
    expect(Object.entries(of)).toEqual([
      ['orders', [4, 4]],
      ['__proto__', [5, 5]],
    ]);
  });

  test.each<[string, () => unknown, string]>([
    [
      'nothing',
      () => selectHistories(untyped<typeof histories>(undefined), []),
      'TypeError: selectHistories: repeats must be an array or a typed array, got undefined',
    ],
    [
      'one history',
      () => selectHistories(untyped<typeof histories>({ repeats: 1, lastRepeat: 1, observed: 1 }), [0]),
      'TypeError: selectHistories: repeats must be an array or a typed array, got 1',
    ],
    [
      'a row that there is not',
      () => selectHistories(histories, [1, 2]),
      'RangeError: selectHistories: keep[1] must be a whole number from 0 to 1, got 2',
    ],
    [
      'yes and no instead of rows',
      () => selectHistories(histories, untyped([true, false])),
      'TypeError: selectHistories: keep[0] must be a whole number from 0 to 1, got boolean',
    ],
    [
      'an answer that comes later',
      () =>
        selectHistories(
          histories,
          untyped(async () => true),
        ),
      'TypeError: selectHistories: keep of row 0 must be true or false, got object',
    ],
    [
      'no choice',
      () => selectHistories(histories, untyped(undefined)),
      'TypeError: selectHistories: keep must be a function, got undefined',
    ],
    [
      'a shorter column',
      () => selectHistories({ ...histories, weights: [1] }, [0]),
      'RangeError: selectHistories: weights must have 2 entries, one a customer, got 1',
    ],
    [
      'a shorter covariate',
      () => selectHistories({ ...histories, covariates: { age: [1, 2, 3] } }, [0]),
      'RangeError: selectHistories: covariates.age must have 2 entries, one a customer, got 3',
    ],
  ])('refuses %s', (_, act, error) => expectError(act, error));
});
