import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { deviance } from '../../src/internal/deviance.js';
import { law } from '../support/law.js';
import { expectClose } from '../support/predicates.js';

const size = () => fc.double({ min: -9, max: 9, noNaN: true }).map((power) => 10 ** power);
/** How far apart: also very little. */
const apart = () => fc.double({ min: -14, max: 3, noNaN: true }).map((power) => 10 ** power);

describe('deviance', () => {
  law(
    'nothing is less than the mean itself: deviance(x, mean) ≥ deviance(mean, mean) = 0',
    [size(), size()],
    (x, mean) => {
      expect(deviance(x, mean)).toBeGreaterThanOrEqual(0);
      expect(deviance(mean, mean)).toBe(0);
    },
  );

  law('there and back: deviance(x, m) + deviance(m, x) = (x − m) · log(x / m)', [size(), apart()], (m, by) => {
    const x = m * (1 + by);
    expectClose(deviance(x, m) + deviance(m, x), (x - m) * Math.log1p((x - m) / m), 1e-14);
  });

  law(
    'it scales: deviance(k · x, k · m) = k · deviance(x, m)',
    [size(), apart(), fc.integer({ min: -30, max: 30 })],
    (m, by, power) => {
      // By powers of 2, so that the arguments are not rounded.
      const [x, k] = [m * (1 + by), 2 ** power];
      expectClose(deviance(k * x, k * m), k * deviance(x, m), 1e-15);
    },
  );

  law(
    'it is the series near the mean: m · (d²/2 − d³/6 + d⁴/12 − …) for x = m · (1 + d)',
    [size(), fc.double({ min: -0.1, max: 0.1, noNaN: true })],
    (m, by) => {
      const d = (m * (1 + by) - m) / m;
      let series = 0;
      for (let k = 40; k >= 2; k--) series += ((-1) ** k * d ** k) / (k * (k - 1));
      expectClose(deviance(m * (1 + by), m), m * series, 1e-14);
    },
  );
});
