import fc from 'fast-check';
import { describe } from 'vitest';
import { geometricSeries } from '../../src/internal/geometric-series.js';
import { fraction } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import { expectClose } from '../support/predicates.js';

describe('geometricSeries', () => {
  law(
    'it is the sum of its terms: a + a·q + … + a·q^(n−1), with q = 1 − δ',
    [fc.integer({ min: 1, max: 1000 }), fraction(), fc.nat(300)],
    (a, delta, n) => {
      let total = 0;
      // Horner's scheme: a + q·(a + q·(a + …)), every term positive.
      for (let term = 0; term < n; term++) total = a + (total - delta * total);
      expectClose(geometricSeries(a, delta, n), total);
    },
  );

  law('it joins up: S(n + k) = S(n) + q^n · S(k)', [fraction(), fc.nat(10_000), fc.nat(10_000)], (delta, n, k) => {
    const power = n === 0 ? 1 : Math.exp(n * Math.log1p(-delta));
    expectClose(
      geometricSeries(1, delta, n + k),
      geometricSeries(1, delta, n) + power * geometricSeries(1, delta, k),
      1e-11,
    );
  });
});
