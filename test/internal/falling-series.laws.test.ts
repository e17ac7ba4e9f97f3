import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { fallingSeries } from '../../src/internal/falling-series.js';
import { law } from '../support/law.js';
import { expectClose } from '../support/predicates.js';

describe('fallingSeries', () => {
  law('a geometric series: 1 + q + q² + … = 1 / (1 − q)', [fc.double({ min: -9, max: 0, noNaN: true })], (power) => {
    // By the distance of q from 1, which keeps its digits.
    const apart = 10 ** power;
    expectClose(
      fallingSeries((k) => (k === 0 ? 1 : Math.exp(k * Math.log1p(-apart)))),
      1 / apart,
      1e-12,
    );
  });

  law(
    'a telescoping one that falls like a power: Σ (k + a)^−s − (k + a + 1)^−s = a^−s, also where s is small',
    [
      fc.double({ min: 0.02, max: 4, noNaN: true }),
      fc.double({ min: 0, max: 6, noNaN: true }).map((power) => 10 ** power),
    ],
    (s, a) => {
      const term = (k: number) => -((k + a) ** -s) * Math.expm1(-s * Math.log1p(1 / (k + a)));
      expectClose(fallingSeries(term), a ** -s, 1e-10);
    },
  );

  law('the harmonic series and slower ones are infinite', [fc.double({ min: 0, max: 1, noNaN: true })], (s) =>
    expect(fallingSeries((k) => (k + 1) ** -s)).toBeUndefined(),
  );

  law(
    'a few terms are added up: a(0) + … + a(n), and then nothing',
    [fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }))],
    (terms) => {
      const falling = terms.toSorted((a, b) => b - a);
      expectClose(
        fallingSeries((k) => falling[k] ?? 0),
        falling.reduce((sum, term) => sum + term, 0),
        1e-13,
      );
    },
  );
});
