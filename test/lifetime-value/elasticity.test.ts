import { describe, expect, test } from 'vitest';
import { type AcquiredCustomer, lifetimeValueElasticities, retentionGain } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';
import { golden } from '../support/golden.js';
import { expectClose } from '../support/predicates.js';

interface Golden {
  customer: AcquiredCustomer;
  netValue: number;
  slopes: number[];
  elasticities: number[];
}

const customer: AcquiredCustomer = Object.freeze({
  margin: 100,
  retention: 0.8,
  discountRate: 0.1,
  firstMargin: 'now' as const,
  acquisitionCost: 100,
});

describe('lifetimeValueElasticities', () => {
  test('agrees with numerical derivatives in high precision', () => {
    const { elasticities } = golden<{ elasticities: Golden[] }>('lifetime-values');
    for (const row of elasticities) {
      const result = lifetimeValueElasticities(row.customer);
      const parts = [result?.margin, result?.retention, result?.discountRate, result?.acquisitionCost];
      const size = Math.abs(row.netValue) + row.customer.acquisitionCost;
      expect(Math.abs((result?.netValue as number) - row.netValue)).toBeLessThanOrEqual(1e-12 * size);
      parts.forEach((part, k) => {
        expectClose(part?.slope, row.slopes[k]);
        // The net value cancels where the value is near the cost.
        expectClose(part?.elasticity, row.elasticities[k], (1e-12 * size) / Math.abs(row.netValue));
      });
    }
    expect(elasticities.length).toBe(324);
  });

  test('edges', () => {
    expect(lifetimeValueElasticities({ ...customer, retention: 1, discountRate: 0 })).toBeUndefined();
    const lost = lifetimeValueElasticities({
      ...customer,
      retention: 0,
      firstMargin: 'firstRenewal',
      acquisitionCost: 0,
    });
    expect(lost?.netValue).toBe(0);
    expect(lost?.retention).toEqual({ slope: 100 / 1.1, elasticity: undefined });
    expect(lifetimeValueElasticities({ ...customer, margin: 0 })?.margin.slope).toBeCloseTo(11 / 3, 14);
  });

  test.each([
    [{ margin: NaN }, 'RangeError: lifetimeValueElasticities: margin must be a finite number, got NaN'],
    [
      { acquisitionCost: undefined },
      'TypeError: lifetimeValueElasticities: acquisitionCost must be a finite number >= 0, got undefined',
    ],
    [
      { firstMargin: 'x' },
      "RangeError: lifetimeValueElasticities: firstMargin must be 'now', 'midPeriod', 'endOfPeriod' or 'firstRenewal', got \"x\"",
    ],
    [{ margin: 1e308 }, 'RangeError: lifetimeValueElasticities: the numbers are too large to compute with'],
  ])('refuses %o', (change, error) =>
    expectError(() => lifetimeValueElasticities({ ...customer, ...untyped<object>(change) }), error),
  );
});

describe('retentionGain', () => {
  test('five points where one customer in ten leaves, and where half of them do', () => {
    const at = (retention: number) =>
      retentionGain({ ...customer, acquisitionCost: undefined, retention, points: 0.05 });
    expect(at(0.9)?.relativeGain).toBeCloseTo(1 / 3, 12);
    expect(at(0.9)?.churnReduction).toBeCloseTo(0.5, 12);
    expect(at(0.5)?.relativeGain).toBeCloseTo(0.6 / 0.55 - 1, 12);
    expect(at(0.5)?.churnReduction).toBeCloseTo(0.1, 12);
  });

  test('the cost of acquisition makes the same gain a larger share', () => {
    const { before, after, gain, relativeGain } = retentionGain({ ...customer, points: 0.05 }) ?? {};
    expect(before).toBeCloseTo(110 / 0.3 - 100, 12);
    expect(after).toBeCloseTo(110 / 0.25 - 100, 12);
    expect(gain).toBeCloseTo(440 - 110 / 0.3, 12);
    expect(relativeGain).toBeCloseTo(0.275, 12);
  });

  test('edges', () => {
    expect(retentionGain({ ...customer, retention: 0.9, points: 0.1, discountRate: 0 })).toBeUndefined();
    expect(retentionGain({ ...customer, points: -0.8 })?.after).toBeCloseTo(0, 12);
    expect(retentionGain({ ...customer, acquisitionCost: 1000, points: 0.05 })?.relativeGain).toBeUndefined();
    expect(retentionGain({ ...customer, retention: 1, points: -0.1 })?.churnReduction).toBeUndefined();
    // 0.7 + 0.3 is 1, and 0.9 + 0.1 rounds to it.
    expect(retentionGain({ ...customer, retention: 0.7, points: 0.3 })?.after).toBeCloseTo(1000, 9);
  });

  test.each([
    [{ points: 5 }, 'RangeError: retentionGain: points must be a fraction from -1 to 1, got 5: did you mean 0.05?'],
    [{ points: undefined }, 'TypeError: retentionGain: points must be a fraction from -1 to 1, got undefined'],
    [{ points: 0.5 }, 'RangeError: retentionGain: retention + points must be 0 to 1, got 1.3'],
    [
      { points: 0, acquisitionCost: -1 },
      'RangeError: retentionGain: acquisitionCost must be a finite number >= 0, got -1',
    ],
  ])('refuses %o', (change, error) =>
    expectError(() => retentionGain({ ...customer, ...untyped<{ points: number }>(change) }), error),
  );
});
