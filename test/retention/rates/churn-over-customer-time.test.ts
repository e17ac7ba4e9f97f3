import { describe, expect, test } from 'vitest';
import { churnRateOverCustomerTime } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { golden } from '../../support/golden.js';
import { expectClose } from '../../support/predicates.js';

const table = golden<{ lost: number; confidence: number; lower: number; upper: number }[]>('churn-over-customer-time');

describe('churnRateOverCustomerTime', () => {
  test.each(table)('$lost losses at $confidence agree with high precision', ({ lost, confidence, lower, upper }) => {
    const rate = churnRateOverCustomerTime({ lost, customerTime: 1 }, { confidence });
    expectClose(rate.lower, lower);
    expectClose(rate.upper, upper);
  });

  test('no losses: the upper limit is −ln(α/2)', () => {
    const { value, lower, upper } = churnRateOverCustomerTime({ lost: 0, customerTime: 100 });
    expect([value, lower]).toEqual([0, 0]);
    expectClose(upper, -Math.log(0.025) / 100);
  });

  test('a billion losses', () => {
    const { lower, upper } = churnRateOverCustomerTime({ lost: 1e9, customerTime: 1e9 });
    expect(lower).toBeCloseTo(1 - 1.96 / Math.sqrt(1e9), 8);
    expect(upper).toBeCloseTo(1 + 1.96 / Math.sqrt(1e9), 8);
  });

  test.each([
    [{ lost: 1.5, customerTime: 1 }, {}, 'RangeError', 'lost must be a whole number from 0 to 1000000000, got 1.5'],
    [{ lost: -1, customerTime: 1 }, {}, 'RangeError', 'lost must be a whole number from 0 to 1000000000, got -1'],
    [
      { lost: 2e9, customerTime: 1 },
      {},
      'RangeError',
      'lost must be a whole number from 0 to 1000000000, got 2000000000',
    ],
    [{ lost: 1, customerTime: 0 }, {}, 'RangeError', 'customerTime must be a finite number > 0, got 0'],
    [{ lost: 1, customerTime: Number.NaN }, {}, 'RangeError', 'customerTime must be a finite number > 0, got NaN'],
    [{ lost: 1, customerTime: '5' }, {}, 'TypeError', 'customerTime must be a finite number > 0, got "5"'],
    [{ lost: 1, customerTime: 1e-320 }, {}, 'RangeError', 'the numbers are too large to compute with'],
    [null, {}, 'TypeError', 'lost must be a whole number from 0 to 1000000000, got undefined'],
    [
      { lost: 1, customerTime: 1 },
      { confidence: 95 },
      'RangeError',
      'confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?',
    ],
    [{ lost: 1, customerTime: 1 }, 0.95, 'TypeError', 'options must be an object, got 0.95'],
  ])('refuses %j with %j', (losses, options, type, message) =>
    expectError(
      () => churnRateOverCustomerTime(untyped(losses), untyped(options)),
      `${type}: churnRateOverCustomerTime: ${message}`,
    ),
  );
});
