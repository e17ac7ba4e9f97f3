import fc from 'fast-check';
import { describe } from 'vitest';
import {
  bgNbd,
  type CustomerLifetimeValueEstimate,
  customerLifetimeValue,
  customerLifetimeValueEstimate,
  deltaInterval,
  gammaGamma,
  type ModelInterval,
} from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import { betaGeometric } from '../../support/purchase-model-laws.js';
import { columnsOf } from '../../support/purchases.js';
import { margin, spending, valuedCustomer } from '../../support/valued-customers.js';

/**
 * The covariances of logarithms that come from a triangle of small numbers, row by row. Below a millionth they are 0: the
 * squares of some would have lost their digits.
 */
const covariance = (size: number) =>
  fc
    .array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: size * size, maxLength: size * size })
    .map((entries) => {
      const kept = entries.map((entry) => (Math.abs(entry) < 1e-6 ? 0 : entry));
      const rows = Array.from({ length: size }, (_, i) => kept.slice(size * i, size * i + i + 1));
      return rows.map((row) => rows.map((other) => row.reduce((sum, x, k) => sum + x * (other[k] ?? 0), 0)));
    });

describe('customerLifetimeValueEstimate', () => {
  law(
    'it is the delta interval over the parameters of both models, which know nothing of each other: C = diag(C₁, C₂)',
    [
      betaGeometric(),
      // Far enough from 1 for a mean at all parameters that are looked at.
      spending().map(({ q, ...rest }) => ({ ...rest, q: q + 1 })),
      fc.array(valuedCustomer(), { minLength: 1, maxLength: 4 }),
      covariance(4),
      covariance(3),
      margin(),
    ],
    (p, s, rows, one, other, share) => {
      const histories = {
        ...columnsOf(rows.map((row) => row.history)),
        meanValue: rows.map((row) => row.meanValue),
        weights: rows.map((row) => row.weight),
      };
      const rest = { margin: share, forceOfInterest: 0.01, horizon: 100 };
      const ask = (of: typeof histories, { r, alpha, a, b, p: q1, q, gamma }: typeof p & typeof s) =>
        customerLifetimeValue(of, {
          purchases: { model: bgNbd, parameters: { r, alpha, a, b } },
          spend: { model: gammaGamma, parameters: { p: q1, q, gamma } },
          ...rest,
        })?.total as number;
      const both = {
        parameters: { r: p.r, alpha: p.alpha, a: p.a, b: p.b, p: s.p, q: s.q, gamma: s.gamma },
        logCovariance: [...one.map((row) => [...row, 0, 0, 0]), ...other.map((row) => [0, 0, 0, 0, ...row])],
      };
      const told = customerLifetimeValueEstimate(histories, {
        purchases: {
          model: bgNbd,
          fit: { parameters: { r: p.r, alpha: p.alpha, a: p.a, b: p.b }, logCovariance: one },
        },
        spend: { model: gammaGamma, fit: { parameters: { p: s.p, q: s.q, gamma: s.gamma }, logCovariance: other } },
        ...rest,
      }) as CustomerLifetimeValueEstimate;
      const expectInterval = (actual: Omit<ModelInterval, 'confidence'>, of: typeof histories) => {
        // Nearer to 0 than that digits are lost, and all of the logarithm.
        if ([actual.value, actual.lower, actual.upper].some((end) => Math.abs(end) < 1e-280)) return;
        const sign = Math.sign(share);
        const oracle = deltaInterval(both, (all) => sign * ask(of, all)) as ModelInterval;
        expectClose(actual.value, sign * oracle.value, 1e-10);
        const ends = [sign * oracle.lower, sign * oracle.upper].toSorted((a, b) => a - b);
        const width = Math.log(oracle.upper / oracle.lower);
        // Two ways of differences: the one here is over a hundredth of a standard deviation.
        expectClose(actual.lower, ends[0], 1e-6 + 1e-3 * width);
        expectClose(actual.upper, ends[1], 1e-6 + 1e-3 * width);
      };
      expectInterval(told.total, histories);
      rows.forEach(({ history: each, meanValue }, i) => {
        const [value, lower, upper] = [told.values[i], told.lower[i], told.upper[i]] as [number, number, number];
        expectInterval({ value, lower, upper }, { ...columnsOf([each]), meanValue: [meanValue], weights: [1] });
      });
    },
  );
});
