import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { annualise, internalRateOfReturn } from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose, neverFalls } from '../../support/predicates.js';

/** From money losing nine tenths in a period to its growing elevenfold: what 400 periods cannot push out of the numbers. */
const rate = () => fc.oneof(fc.constant(0), fc.double({ min: -0.9, max: 10, noNaN: true }));
const periods = () => fc.double({ min: 1 / 400, max: 200, noNaN: true });
const anyRate = { anyRate: true };

describe('annualise', () => {
  law('it compounds: 1 + annual = (1 + rate)^periods', [rate(), fc.integer({ min: 1, max: 200 })], (i, m) => {
    let growth = 1;
    for (let period = 0; period < m; period++) growth *= 1 + i;
    // Near −1 the rate has not the digits that 1 + rate has.
    expect(Math.abs(annualise(i, m, anyRate) - (growth - 1))).toBeLessThanOrEqual(1e-15 * (1 + m * growth));
  });

  law('a twelfth takes it back: annualise(annualise(i, m), 1/m) = i', [rate(), periods()], (i, m) => {
    const annual = annualise(i, m, anyRate);
    // Near −1 the yearly rate has lost what 1 + rate was.
    fc.pre(annual > -0.999);
    const back = annualise(annual, 1 / m, anyRate);
    expect(Math.abs(back - i)).toBeLessThanOrEqual(1e-11 * (1 + i));
  });

  law(
    'years of years: annualise(annualise(i, a), b) = annualise(i, a · b)',
    [
      fc.double({ min: -0.1, max: 0.1, noNaN: true }),
      fc.double({ min: 0.1, max: 12, noNaN: true }),
      fc.double({ min: 0.1, max: 12, noNaN: true }),
    ],
    (i, a, b) => expectClose(1 + annualise(annualise(i, a, anyRate), b, anyRate), 1 + annualise(i, a * b, anyRate)),
  );

  law('it never falls with the rate', [rate(), fc.double({ min: 0, max: 1, noNaN: true }), periods()], (i, more, m) =>
    neverFalls(
      (x: number) => annualise(x, m, anyRate),
      (x) => x + more,
    )(i),
  );

  law(
    'it is the IRR by year: annualise(IRR of months, 12) = IRR of the same flows a year apart, of one outlay and one receipt',
    [fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 5 })],
    (paid, received, years) => {
      const spaced = (n: number) => [-paid, ...new Array<number>(n - 1).fill(0), received];
      const monthly = internalRateOfReturn(spaced(12 * years)) as number;
      expectClose(1 + annualise(monthly, 12, anyRate), 1 + (internalRateOfReturn(spaced(years)) as number));
    },
  );

  law('one period a year changes nothing, and 0 stays 0', [rate()], (i) => {
    expectClose(1 + annualise(i, 1, anyRate), 1 + i);
    expect(annualise(0, 1 + Math.abs(i))).toBe(0);
  });
});
