import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { digamma, digammaRise, logBeta, logBetaRise, logGamma, logRising, trigamma } from '../../src/internal/gamma.js';
import { law } from '../support/law.js';

/** Evenly spread in its logarithm; bounded so that recurrences are not lost in rounding. */
const argument = (least = -9, most = 9): fc.Arbitrary<number> =>
  fc.double({ min: least, max: most, noNaN: true }).map((power) => 10 ** power);

/** Equal up to 1e-13 of the sizes of what was added. */
const expectNear = (actual: number, expected: number, ...sizes: number[]) => {
  const size = [actual, expected, ...sizes].reduce((total, each) => total + Math.abs(each), 0);
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(1e-13 * size);
};

describe('the gamma function', () => {
  law('recurrence: log Γ(x + 1) = log Γ(x) + log x', [argument()], (x) =>
    expectNear(logGamma(x + 1), logGamma(x) + Math.log(x), logGamma(x), 1e-2),
  );

  law('duplication: log Γ(2x) = log Γ(x) + log Γ(x + ½) + (2x − 1) log 2 − ½ log π', [argument(-6, 9)], (x) => {
    const right = logGamma(x) + logGamma(x + 0.5) + (2 * x - 1) * Math.LN2 - Math.log(Math.PI) / 2;
    expectNear(logGamma(2 * x), right, logGamma(x), logGamma(x + 0.5), 1);
  });

  law('rising is a difference: logRising(x, n) = log Γ(x + n) − log Γ(x)', [argument(), argument()], (x, n) =>
    expectNear(logRising(x, n), logGamma(x + n) - logGamma(x), logGamma(x + n), logGamma(x), 1),
  );

  law(
    'for a whole n it is the product: logRising(x, n) = log x + log (x + 1) + … + log (x + n − 1)',
    [argument(), fc.nat(60)],
    (x, n) => {
      const logs = Array.from({ length: n }, (_, k) => Math.log(x + k));
      expectNear(
        logRising(x, n),
        logs.reduce((total, each) => total + each, 0),
        ...logs,
        1e-2,
      );
    },
  );

  law(
    'it joins up: logRising(x, m + n) = logRising(x, m) + logRising(x + m, n)',
    [argument(), argument(), argument()],
    (x, m, n) => {
      const [first, second] = [logRising(x, m), logRising(x + m, n)];
      expectNear(logRising(x, m + n), first + second, first, second, 1e-2);
    },
  );

  law('digamma is the slope: ψ(x) ≈ (log Γ(x + h) − log Γ(x − h)) / 2h', [argument(-3, 6)], (x) => {
    const h = 1e-4 * x;
    const slope = logRising(x - h, 2 * h) / (2 * h);
    expect(Math.abs(digamma(x) - slope)).toBeLessThanOrEqual(1e-7 * (1 + 1 / x));
  });

  law('trigamma is the slope of digamma: ψ′(x) ≈ (ψ(x + h) − ψ(x − h)) / 2h', [argument(-3, 6)], (x) => {
    const h = 1e-4 * x;
    const slope = digammaRise(x - h, 2 * h) / (2 * h);
    expect(Math.abs(trigamma(x) / slope - 1)).toBeLessThanOrEqual(1e-7);
  });

  law('recurrence: ψ(x + 1) = ψ(x) + 1/x', [argument()], (x) =>
    expectNear(digamma(x + 1), digamma(x) + 1 / x, digamma(x), 1e-2),
  );

  law('recurrence: ψ′(x + 1) = ψ′(x) − 1/x²', [argument()], (x) =>
    expectNear(trigamma(x + 1), trigamma(x) - 1 / x / x, trigamma(x)),
  );

  law(
    'reflection: ψ′(x) + ψ′(1 − x) = π² / sin²(πx)',
    // Near 1 the distance from it is what has the digits.
    [fc.double({ min: 1e-9, max: 0.5, noNaN: true })],
    (x) => expectNear(trigamma(x) + trigamma(1 - x), (Math.PI / Math.sin(Math.PI * x)) ** 2, 0.1 / x / x),
  );

  law('digammaRise is a difference: ψ(x + n) − ψ(x)', [argument(), argument()], (x, n) =>
    expectNear(digammaRise(x, n), digamma(x + n) - digamma(x), digamma(x + n), digamma(x)),
  );

  law(
    'for a whole n it is the sum: digammaRise(x, n) = 1/x + 1/(x + 1) + … + 1/(x + n − 1)',
    [argument(), fc.nat(60)],
    (x, n) => {
      let sum = 0;
      for (let k = n - 1; k >= 0; k--) sum += 1 / (x + k);
      expectNear(digammaRise(x, n), sum);
    },
  );

  law('the beta function is symmetric: B(a, b) = B(b, a)', [argument(), argument()], (a, b) =>
    expect(logBeta(a, b)).toBe(logBeta(b, a)),
  );

  law('the beta function has its recurrence: B(a + 1, b) = B(a, b) · a / (a + b)', [argument(), argument()], (a, b) =>
    expectNear(logBeta(a + 1, b), logBeta(a, b) + Math.log(a / (a + b)), logBeta(a, b), logGamma(Math.min(a, b)), 1),
  );

  law(
    'logBetaRise is a difference: log B(a, b + n) − log B(a, b)',
    [argument(-3), argument(), argument(-3)],
    (a, b, n) =>
      expectNear(
        logBetaRise(a, b, n),
        logRising(b, n) - logRising(a + b, n),
        logRising(b, n),
        logRising(a + b, n),
        logGamma(b),
        1,
      ),
  );

  law(
    'for a whole n it is the product, to full relative precision: log Π (b + k) / (a + b + k) for k below n',
    [argument(-3), argument(), fc.integer({ min: 1, max: 60 })],
    (a, b, n) => {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += a < b + k ? -Math.log1p(a / (b + k)) : Math.log((b + k) / (a + b + k));
      expectNear(logBetaRise(a, b, n), sum);
    },
  );

  law(
    'a and n change places: logBetaRise(a, b, n) = logBetaRise(n, b, a)',
    [argument(-3), argument(), argument(-3)],
    (a, b, n) => expectNear(logBetaRise(a, b, n), logBetaRise(n, b, a)),
  );
});
