import { describe, expect, test } from 'vitest';
import { type ContinuousCustomer, continuousLifetimeValue } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';
import { golden } from '../support/golden.js';
import { expectClose } from '../support/predicates.js';

interface Golden {
  churnHazard: number;
  forceOfInterest: number;
  duration: number | null;
  value: number | null;
}

const customer: ContinuousCustomer = Object.freeze({ margin: 100, churnHazard: 0.2, forceOfInterest: 0.05 });

describe('continuousLifetimeValue', () => {
  test('agrees with high precision', () => {
    const { continuous } = golden<{ continuous: Golden[] }>('lifetime-values');
    for (const { duration, value, ...rest } of continuous) {
      const result = continuousLifetimeValue({ margin: 100, ...rest, duration: duration ?? undefined });
      expectClose(result, value ?? undefined);
    }
    expect(continuous.length).toBe(100);
  });

  test('margin by rate', () => {
    expect(continuousLifetimeValue(customer)).toBe(400);
    expect(continuousLifetimeValue({ ...customer, duration: 0 })).toBe(0);
    expect(continuousLifetimeValue({ ...customer, margin: -0 })).toBe(0);
    expect(continuousLifetimeValue({ margin: 100, churnHazard: 0, forceOfInterest: 0 })).toBeUndefined();
    expect(continuousLifetimeValue({ margin: 100, churnHazard: 0, forceOfInterest: 0, duration: 3 })).toBe(300);
  });

  test.each([
    [{ margin: NaN }, 'RangeError: continuousLifetimeValue: margin must be a finite number, got NaN'],
    [{ churnHazard: -1 }, 'RangeError: continuousLifetimeValue: churnHazard must be a finite number >= 0, got -1'],
    [
      { forceOfInterest: '0.1' },
      'TypeError: continuousLifetimeValue: forceOfInterest must be a finite number >= 0, got "0.1"',
    ],
    [
      { duration: Infinity },
      'RangeError: continuousLifetimeValue: duration must be a finite number >= 0, got Infinity',
    ],
    [
      { margin: 1e300, churnHazard: 0, forceOfInterest: 1e-300 },
      'RangeError: continuousLifetimeValue: the numbers are too large to compute with',
    ],
  ])('refuses %o', (change, error) =>
    expectError(() => continuousLifetimeValue({ ...customer, ...untyped<object>(change) }), error),
  );
});
