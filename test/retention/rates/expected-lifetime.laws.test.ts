import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  convertChurnRate,
  expectedLifetimeInContinuousTime,
  expectedLifetimeInPeriodsBegun,
  expectedLifetimeInPeriodsCompleted,
} from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';

/** A churn; a smaller one would make lifetimes in which a period is less than rounding. */
const churn = () =>
  fc.oneof(
    fc.double({ min: 1e-9, max: 1, noNaN: true }),
    fc
      .double({ min: 1e-9, max: 1, noNaN: true })
      .map((distance) => 1 - distance)
      .filter((c) => c >= 1e-9),
  );

const [begun, completed, continuous] = [
  expectedLifetimeInPeriodsBegun,
  expectedLifetimeInPeriodsCompleted,
  expectedLifetimeInContinuousTime,
].map((lifetime) => (c: number) => lifetime(c) as number) as [Lifetime, Lifetime, Lifetime];
type Lifetime = (churn: number) => number;

describe('expected lifetime', () => {
  law('one period is begun and not completed: begun − completed = 1', [churn()], (c) =>
    expect(Math.abs(begun(c) - completed(c) - 1)).toBeLessThanOrEqual(1e-15 * begun(c) + 1e-15),
  );

  law('completed ≤ continuous ≤ begun − 1/2', [churn()], (c) => {
    expect(continuous(c)).toBeGreaterThanOrEqual(completed(c) * (1 - 1e-14));
    expect(continuous(c)).toBeLessThanOrEqual((begun(c) - 0.5) * (1 + 1e-14));
  });

  law(
    'they are sums over a group that dwindles: begun = Σ (1 − c)^t from t = 0, completed = Σ from t = 1',
    // Each factor 1 − c is taken until nobody is left.
    [fc.double({ min: 0.01, max: 1, noNaN: true })],
    (c) => {
      let sum = 0;
      for (let left = 1; left > 1e-20; left *= 1 - c) sum += left;
      expectClose(begun(c), sum, 1e-11);
      expect(Math.abs(completed(c) - (sum - 1))).toBeLessThanOrEqual(1e-11 * sum);
    },
  );

  law(
    'in continuous time the period does not matter: lifetime(c over k periods) · k = lifetime(c)',
    [fc.double({ min: 1e-6, max: 0.99, noNaN: true }), fc.double({ min: 1e-3, max: 1, noNaN: true })],
    (c, k) => expectClose(continuous(convertChurnRate(c, { from: 1, to: k })) * k, continuous(c), 1e-9),
  );

  law(
    'in ever shorter periods all three meet: k · begun(c over k) → continuous, from above by half a short period',
    [fc.double({ min: 0.01, max: 0.99, noNaN: true })],
    (c) => {
      const k = 1e-6;
      const short = convertChurnRate(c, { from: 1, to: k });
      expectClose(k * begun(short), continuous(c) + k / 2, 1e-9);
      expectClose(k * completed(short), continuous(c) - k / 2, 1e-9);
    },
  );

  law('more churn, shorter lifetime', [churn(), churn()], (a, b) => {
    const [less, more] = [Math.min(a, b), Math.max(a, b)];
    for (const lifetime of [begun, completed, continuous]) {
      expect(lifetime(more)).toBeLessThanOrEqual(lifetime(less));
    }
  });

  law(
    'a mix lives longer than its churn says: (lifetime(a) + lifetime(b)) / 2 ≥ lifetime((a + b) / 2)',
    [churn(), churn()],
    (a, b) => {
      // Of −1/ln(1 − c) it holds up to c = 1 − e⁻², beyond which the curve bends the other way.
      const bendsUp = Math.max(a, b) <= 1 - Math.exp(-2);
      for (const lifetime of bendsUp ? [begun, completed, continuous] : [begun, completed]) {
        const mean = (lifetime(a) + lifetime(b)) / 2;
        expect(mean).toBeGreaterThanOrEqual(lifetime((a + b) / 2) - 1e-12 * mean - 1e-15);
      }
    },
  );
});
