import vm from 'node:vm';
import { describe, expect, test } from 'vitest';
import { shareOfWallet, walletAllocation } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

describe('shareOfWallet', () => {
  test('spend with you, of spend with everybody', () => {
    expect(shareOfWallet({ spend: 30, categorySpend: 120 })).toBe(0.25);
    expect(shareOfWallet({ spend: 0, categorySpend: 0 })).toBeUndefined();
    expect(shareOfWallet({ spend: 0.1 + 0.2, categorySpend: 0.3 })).toBe(1);
  });

  test.each([
    [{ spend: 2, categorySpend: 1 }, 'RangeError: shareOfWallet: spend must be from 0 to categorySpend (1), got 2'],
    [{ spend: 1, categorySpend: 0 }, 'RangeError: shareOfWallet: spend must be from 0 to categorySpend (0), got 1'],
    [{ spend: -1, categorySpend: 1 }, 'RangeError: shareOfWallet: spend must be a finite number >= 0, got -1'],
    [{ spend: 1 }, 'TypeError: shareOfWallet: categorySpend must be a finite number >= 0, got undefined'],
    [null, 'TypeError: shareOfWallet: categorySpend must be a finite number >= 0, got undefined'],
  ])('refuses %j', (wallet, error) => expectError(() => shareOfWallet(untyped(wallet)), error));
});

describe('walletAllocation', () => {
  const shares = (...ratings: number[]) => [
    ...walletAllocation(new Map(ratings.map((rating, brand) => [brand, rating]))).values(),
  ];

  test('the first of two has 2/3, of three 1/2', () => {
    expect(shares(7)).toEqual([1]);
    expect(shares(9, 7)).toEqual([2 / 3, 1 / 3]);
    expect(shares(9, 8, 7)).toEqual([1 / 2, 1 / 3, 1 / 6]);
  });

  test('ties share the mean of their ranks', () => {
    expect(shares(8, 8)).toEqual([1 / 2, 1 / 2]);
    expect(shares(9, 9, 7)).toEqual([2.5 / 6, 2.5 / 6, 1 / 6]);
    expect(shares(7, 9, 7)).toEqual([1.5 / 6, 1 / 2, 1.5 / 6]);
    expect(shares(0, -0)).toEqual([1 / 2, 1 / 2]);
  });

  test('a new brand that is rated worst raises the share of the last one: the rule has it so', () => {
    expect(shares(9, 8, 7)[2]).toBe(1 / 6);
    expect(shares(9, 8, 7, 6)[2]).toBe(1 / 5);
  });

  test('no brands, no shares', () => expect(walletAllocation(new Map()).size).toBe(0));

  test('a Map from another realm', () => {
    const ratings = vm.runInNewContext(`new Map([['a', 1], ['b', 2]])`);
    expect(ratings).not.toBeInstanceOf(Map);
    expect(walletAllocation(ratings)).toEqual(
      new Map([
        ['a', 1 / 3],
        ['b', 2 / 3],
      ]),
    );
  });

  test('many brands, in time in proportion', () => {
    const n = 200_000;
    const allocation = shares(...Array.from({ length: 50_000 }, (_, rating) => rating));
    expect(allocation[0]).toBe(2 / (50_000 * 50_001));
    const alike = walletAllocation(new Map(Array.from({ length: n }, (_, brand) => [brand, brand % 2])));
    expect(alike.get(0)).toBe((n / 2 + 1) / (n * (n + 1)));
  }, 5000);

  test('the ratings are not changed', () => {
    const ratings = new Map([
      ['a', 1],
      ['b', 2],
    ]);
    walletAllocation(ratings).set('c', 1);
    expect([...ratings]).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });

  test.each([
    [
      new Map([
        ['a', 1],
        ['b', Number.NaN],
      ]),
      'RangeError: walletAllocation: ratings.get("b") must be a finite number, got NaN',
    ],
    [new Map([['a', '9']]), 'TypeError: walletAllocation: ratings.get("a") must be a finite number, got "9"'],
    [5, 'TypeError: walletAllocation: ratings must be a Map, got 5'],
    [[9, 7], 'TypeError: walletAllocation: ratings must be a Map, got object'],
    [undefined, 'TypeError: walletAllocation: ratings must be a Map, got undefined'],
  ])('refuses %o', (ratings, error) =>
    expectError(() => walletAllocation(untyped<Map<string, number>>(ratings)), error),
  );
});
