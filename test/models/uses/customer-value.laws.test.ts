import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type BetaGeometricParameters,
  bgNbd,
  type CustomerLifetimeValueEstimate,
  customerLifetimeValue,
  customerLifetimeValueEstimate,
  deltaInterval,
  type GammaGammaParameters,
  gammaGamma,
  type ModelInterval,
  valueDeciles,
} from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import { shape } from '../../support/purchase-model-laws.js';
import { columnsOf, history } from '../../support/purchases.js';

const purchasing = (): fc.Arbitrary<BetaGeometricParameters> =>
  fc.record({ r: shape(), alpha: shape(), a: shape(), b: shape() });
const spending = (): fc.Arbitrary<GammaGammaParameters> =>
  // Above 1, so that there is a mean.
  fc.record({ p: shape(), q: shape().map((q) => 1 + q), gamma: shape() });
const customers = () => fc.array(fc.record({ history: history(), meanValue: shape(), weight: shape() }));
const margin = () => fc.double({ min: -1, max: 1, noNaN: true });
const discount = () => fc.double({ min: 1e-3, max: 1, noNaN: true });
const horizon = () => fc.constantFrom(undefined, 0, 1, 100);

describe('customerLifetimeValue', () => {
  law(
    'purchases × spend × margin, customer by customer, and their weighted total: V = DERT · E[spend] · m, Σ w V',
    [purchasing(), spending(), customers(), margin(), discount(), horizon()],
    (p, s, rows, share, forceOfInterest, end) => {
      const histories = {
        ...columnsOf(rows.map((row) => row.history)),
        meanValue: rows.map((row) => row.meanValue),
        weights: rows.map((row) => row.weight),
      };
      const { values, total } = customerLifetimeValue(histories, {
        purchases: { model: bgNbd, parameters: p },
        spend: { model: gammaGamma, parameters: s },
        margin: share,
        forceOfInterest,
        horizon: end,
      }) as NonNullable<ReturnType<typeof customerLifetimeValue>>;
      let slow = 0;
      rows.forEach(({ history: one, meanValue, weight }, i) => {
        const purchases = bgNbd.discountedExpectedPurchases(p, one, { forceOfInterest, horizon: end });
        const spend = gammaGamma.expectedSpend(s, { repeats: one.repeats, meanValue }) as number;
        if (purchases > 1e-290) expectClose(values[i], purchases * spend * share + 0, 1e-10);
        slow += weight * (values[i] as number);
      });
      expectClose(total, slow, 1e-12);
    },
  );
});

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
      purchasing(),
      // Far enough from 1 for a mean at all parameters that are looked at.
      spending().map(({ q, ...rest }) => ({ ...rest, q: q + 1 })),
      fc.array(fc.record({ history: history(), meanValue: shape(), weight: shape() }), { minLength: 1, maxLength: 4 }),
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
        if (Math.abs(actual.value) < 1e-280) return;
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

describe('valueDeciles', () => {
  const value = () => fc.double({ noNaN: true, min: -1e6, max: 1e6 });

  law('ten groups hold everybody once: Σ customers = n, sizes differ by 1 at most', [fc.array(value())], (values) => {
    const { deciles, decileOf } = valueDeciles(values);
    const sizes = deciles.map(({ customers: size }) => size);
    expect(sizes.reduce((a, b) => a + b, 0)).toBe(values.length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    deciles.forEach(({ decile, customers: size, total }, k) => {
      expect(decile).toBe(k + 1);
      const members = values.filter((_, i) => decileOf[i] === decile);
      expect(members.length).toBe(size);
      expect(Math.abs(total - members.reduce((a, b) => a + b, 0))).toBeLessThanOrEqual(1e-6);
    });
  });

  law(
    'the best come first, and of equal ones the earlier: v(i) > v(j) or (v(i) = v(j) and i < j) ⇒ decile(i) ≤ decile(j)',
    [fc.array(fc.oneof(value(), fc.constantFrom(0, -0, 1)), { maxLength: 40 })],
    (values) => {
      const { decileOf } = valueDeciles(values);
      values.forEach((one, i) => {
        values.forEach((other, j) => {
          if (one > other || (one === other && i < j)) expect(decileOf[i]).toBeLessThanOrEqual(decileOf[j] as number);
        });
      });
    },
  );

  law(
    'the order of customers does not matter to the totals: deciles(shuffled) = deciles(values)',
    [fc.array(value()).chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })))],
    ([values, shuffled]) => {
      const [one, other] = [valueDeciles(values), valueDeciles(shuffled)];
      expectClose(one.total, other.total, 1e-9);
      one.deciles.forEach(({ total, customers: size }, k) => {
        expect(other.deciles[k]?.customers).toBe(size);
        expectClose(other.deciles[k]?.total, total, 1e-9);
      });
    },
  );

  law(
    'the shares are of the whole: Σ share = 1, share · total = the group’s total',
    [fc.array(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), { minLength: 1 })],
    (values) => {
      const { deciles, total } = valueDeciles(values);
      expectClose(
        deciles.reduce((sum, { share }) => sum + (share as number), 0),
        1,
      );
      for (const decile of deciles) expectClose((decile.share as number) * total, decile.total);
    },
  );
});
