import { describe, expect, test } from 'vitest';
import {
  grossRevenueChurnRate,
  grossRevenueRetention,
  netRevenueChurnRate,
  netRevenueChurnRateWithReactivation,
  netRevenueRetention,
  netRevenueRetentionWithReactivation,
  quickRatio,
} from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

const money = (amounts: Record<string, number>) =>
  untyped<Parameters<typeof netRevenueRetentionWithReactivation>[0] & Parameters<typeof quickRatio>[0]>(
    Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, { amount }])),
  );

test('the example of ChartMogul: 100 at the start, 10 churned, 10 contracted, 10 more: 20% gross, 10% net', () => {
  const month = money({ start: 100, churned: 10, contraction: 10, expansion: 10, reactivated: 0 });
  expect(grossRevenueChurnRate(month)).toBe(0.2);
  expect(netRevenueChurnRateWithReactivation(month)).toBe(0.1);
  expect(netRevenueChurnRate(month)).toBe(0.1);
  expect(grossRevenueRetention(month)).toBe(0.8);
  expect(netRevenueRetention(month)).toBe(0.9);
});

test('negative net churn: they pay more than was lost', () => {
  const month = money({ start: 100, churned: 5, contraction: 0, expansion: 20, reactivated: 5 });
  expect(netRevenueChurnRate(month)).toBe(-0.15);
  expect(netRevenueRetention(month)).toBe(1.15);
  expect(netRevenueChurnRateWithReactivation(month)).toBe(-0.2);
  expect(netRevenueRetentionWithReactivation(month)).toBe(1.2);
});

test('the quick ratio, with and without losses', () => {
  const month = { newBusiness: 20_000, expansion: 8_000, reactivated: 0, churned: 5_000, contraction: 3_000 };
  expect(quickRatio(money(month))).toBe(3.5);
  expect(quickRatio(money({ ...month, reactivated: 4_000 }))).toBe(4);
  expect(quickRatio(money({ ...month, churned: 0, contraction: 0 }))).toBeUndefined();
  expect(quickRatio(money({ ...month, newBusiness: 0, expansion: 0 }))).toBe(0);
});

const rates = {
  grossRevenueRetention,
  grossRevenueChurnRate,
  netRevenueRetention,
  netRevenueChurnRate,
  netRevenueRetentionWithReactivation,
  netRevenueChurnRateWithReactivation,
};
const good = { start: 10, expansion: 1, reactivated: 1, contraction: 2, churned: 3 };

describe.each(Object.entries(rates))('%s', (name, rate) => {
  test('no revenue at the start, no rate', () =>
    expect(rate(money({ start: 0, expansion: 0, reactivated: 5, contraction: 0, churned: 0 }))).toBeUndefined());

  test('more lost than there was is refused, but for rounding', () => {
    expectError(
      () => rate(money({ ...good, churned: 9 })),
      `RangeError: ${name}: contraction + churned must be at most start (10), got 11`,
    );
    const all = rate(money({ start: 0.3, expansion: 0, reactivated: 0, contraction: 0.1, churned: 0.2 }));
    expect(all).toBe(name.includes('Churn') ? 1 : 0);
  });

  test.each([
    ['start', -1, 'RangeError', '-1'],
    ['contraction', Number.NaN, 'RangeError', 'NaN'],
    ['churned', Infinity, 'RangeError', 'Infinity'],
    ['start', '5', 'TypeError', '"5"'],
    ['churned', undefined, 'TypeError', 'undefined'],
  ])('refuses %s of %s', (movement, amount, type, got) =>
    expectError(
      () => rate(money({ ...good, [movement]: untyped<number>(amount) })),
      `${type}: ${name}: ${movement}.amount must be a finite number >= 0, got ${got}`,
    ),
  );

  test('refuses what is none', () => {
    for (const bad of [null, undefined, 7, {}, { start: null }]) {
      expectError(
        () => rate(untyped(bad)),
        `TypeError: ${name}: start.amount must be a finite number >= 0, got undefined`,
      );
    }
  });
});

describe('results and amounts beyond all numbers are refused', () => {
  const tooLarge = 'the numbers are too large to compute with';
  test.each(Object.entries(rates).filter(([name]) => name.startsWith('net')))('%s', (name, rate) =>
    expectError(
      () => rate(money({ start: 1e-300, expansion: 1e300, reactivated: 1e300, contraction: 0, churned: 0 })),
      `RangeError: ${name}: ${tooLarge}`,
    ),
  );
  test('quickRatio', () => {
    const month = { newBusiness: 1e300, expansion: 0, reactivated: 0, contraction: 0, churned: 1e-300 };
    expectError(() => quickRatio(money(month)), `RangeError: quickRatio: ${tooLarge}`);
    expectError(
      () => quickRatio(money({ ...month, contraction: 1e308, churned: 1e308 })),
      `RangeError: quickRatio: ${tooLarge}`,
    );
    expectError(
      () => quickRatio(money({ ...month, reactivated: -1 })),
      'RangeError: quickRatio: reactivated.amount must be a finite number >= 0, got -1',
    );
    expectError(
      () => quickRatio(untyped(undefined)),
      'TypeError: quickRatio: newBusiness.amount must be a finite number >= 0, got undefined',
    );
  });
});
