import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type Distribution,
  distributionCumulative,
  distributionMean,
  distributionVariance,
  outputProbability,
  outputQuantile,
  propagate,
  propagatePlain,
} from '../../src/index.js';
import { law } from '../support/law.js';
import { continuous, distributions, seed } from '../support/uncertainty.js';

/** The values of inputs at each draw, in the order of the draws. */
function drawsOf(
  inputs: Record<string, Distribution>,
  options: Parameters<typeof propagate>[2],
  run: typeof propagate | typeof propagatePlain = propagate,
): Record<string, Float64Array> {
  const outputs = run((drawn: Readonly<Record<string, number>>) => ({ ...drawn }), inputs, options);
  return Object.fromEntries(Object.entries(outputs).map(([name, output]) => [name, output.values]));
}

/** The batches of a list of draws: 20, the first of them one larger where they do not come out even. */
function batchesOf(values: Float64Array): Float64Array[] {
  const size = Math.floor(values.length / 20);
  let start = 0;
  return Array.from({ length: 20 }, (_, batch) => {
    const from = start;
    start += size + (batch < values.length % 20 ? 1 : 0);
    return values.subarray(from, start);
  });
}

const sorted = (values: Float64Array) => [...values].sort((a, b) => a - b);

/** Spearman's rank correlation. */
function rankCorrelation(xs: Float64Array, ys: Float64Array): number {
  const ranks = (values: Float64Array) => {
    const order = [...values.keys()].sort((a, b) => (values[a] as number) - (values[b] as number));
    const result: number[] = [];
    order.forEach((place, rank) => {
      result[place] = rank - (values.length - 1) / 2;
    });
    return result;
  };
  const [a, b] = [ranks(xs), ranks(ys)];
  const product = (left: number[], right: number[]) => left.reduce((sum, x, i) => sum + x * (right[i] as number), 0);
  return product(a, b) / product(a, a);
}

const draws = () => fc.integer({ min: 100, max: 250 });

/** Correlations do not depend on the distributions; these are the quickest to draw from. */
const quick = () =>
  fc.constantFrom<Distribution>(
    { kind: 'uniform', low: 0, high: 1 },
    { kind: 'normal', mean: 100, standardDeviation: 30 },
    { kind: 'triangular', low: 0, likely: 9, high: 10 },
    { kind: 'log-normal', logMean: 0, logStandardDeviation: 2 },
  );

describe('propagate', () => {
  law(
    'a Latin hypercube: in a batch of n draws, each input has exactly one in each stratum from i / n to (i + 1) / n',
    [continuous(), continuous(), draws(), seed()],
    (a, b, draws, seed) => {
      for (const [name, values] of Object.entries(drawsOf({ a, b }, { draws, seed }))) {
        const distribution = name === 'a' ? a : b;
        for (const batch of batchesOf(values)) {
          sorted(batch).forEach((value, i) => {
            const p = distributionCumulative(distribution, value);
            // The rounding of a value moves its probability by what the neighbours of the value show.
            const step = 4e-15 * Math.abs(value);
            const slack =
              1e-9 +
              distributionCumulative(distribution, value + step) -
              distributionCumulative(distribution, value - step);
            expect(p).toBeGreaterThanOrEqual(i / batch.length - slack);
            expect(p).toBeLessThanOrEqual((i + 1) / batch.length + slack);
          });
        }
      }
    },
  );

  law(
    'correlations move numbers and change none: the sorted draws of each input in each batch are those without',
    [continuous(), continuous(), fc.double({ min: -0.9, max: 0.9, noNaN: true }), draws(), seed()],
    (a, b, correlation, more, seed) => {
      const draws = 1000 + more;
      for (const run of [propagate, propagatePlain]) {
        const free = drawsOf({ a, b }, { draws, seed }, run);
        const bound = drawsOf({ a, b }, { draws, seed, correlations: { a: { b: correlation } } }, run);
        // The first batch only: the next ones go on with other random numbers.
        for (const name of ['a', 'b']) {
          const [before, after] = [free, bound].map((each) =>
            sorted(batchesOf(each[name] as Float64Array)[0] as Float64Array),
          );
          expect(after).toEqual(before);
        }
      }
    },
  );

  law(
    'correlations are reached: the rank correlation of 1,000 draws is within 0.06 of what it is to be',
    [
      quick(),
      quick(),
      quick(),
      fc.double({ min: -0.95, max: 0.95, noNaN: true }),
      fc.double({ min: -0.3, max: 0.3, noNaN: true }),
      seed(),
    ],
    (a, b, c, near, far, seed) => {
      const values = drawsOf(
        { a, b, c },
        { draws: 1000, seed, correlations: { a: { b: near }, c: { a: far * (1 - Math.abs(near)) } } },
      );
      const of = (x: string, y: string) => rankCorrelation(values[x] as Float64Array, values[y] as Float64Array);
      expect(Math.abs(of('a', 'b') - near)).toBeLessThan(0.06);
      expect(Math.abs(of('a', 'c') - far * (1 - Math.abs(near)))).toBeLessThan(0.06);
      expect(Math.abs(of('b', 'c'))).toBeLessThan(0.06);
    },
  );

  law('equal seeds give equal draws', [distributions(), draws(), seed()], (x, draws, seed) => {
    expect(drawsOf({ x }, { draws, seed })).toEqual(drawsOf({ x }, { draws, seed }));
  });

  law('different seeds give different draws', [continuous(), seed(), seed()], (x, one, other) => {
    fc.pre(one !== other);
    expect(drawsOf({ x }, { draws: 100, seed: one })).not.toEqual(drawsOf({ x }, { draws: 100, seed: other }));
  });

  law(
    'a linear model has its exact mean: E(a·X + b·Y) = a·E(X) + b·E(Y), within 9 standard errors',
    // A miss by 9 of a standard error from 20 batches (Student's t, 19 degrees of freedom) has probability 3e-8.
    [continuous(), continuous(), fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 }), seed()],
    (x, y, a, b, seed) => {
      for (const run of [propagate, propagatePlain]) {
        // The log-normal's mean can lie in a tail that a few hundred draws do not reach.
        fc.pre([x, y].every((each) => each.kind !== 'log-normal' || each.logStandardDeviation < 0.5));
        fc.pre([x, y].every((each) => each.kind !== 'gamma' || each.shape > 0.5));
        const { mean } = run((inputs) => a * inputs.x + b * inputs.y, { x, y }, { draws: 400, seed });
        const expected = a * distributionMean(x) + b * distributionMean(y);
        const rounding = 1e-9 * (Math.abs(a * distributionMean(x)) + Math.abs(b * distributionMean(y)));
        expect(Math.abs(mean.value - expected)).toBeLessThanOrEqual(9 * mean.standardError + rounding);
      }
    },
  );

  law(
    'a linear model has its exact spread: V(a·X + b·Y) = a²·V(X) + b²·V(Y), within 9 standard errors of its root',
    [
      fc.constantFrom<Distribution>(
        { kind: 'normal', mean: 5, standardDeviation: 2 },
        { kind: 'uniform', low: -3, high: 4 },
        { kind: 'pert', low: 0, likely: 1, high: 9 },
        { kind: 'beta', alpha: 3, beta: 2 },
      ),
      fc.constantFrom<Distribution>(
        { kind: 'triangular', low: -1, likely: 5, high: 6 },
        { kind: 'gamma', shape: 30, scale: 0.1 },
        { kind: 'binomial', trials: 100, probability: 0.2 },
      ),
      fc.integer({ min: -9, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      seed(),
    ],
    (x, y, a, b, seed) => {
      for (const run of [propagate, propagatePlain]) {
        const output = run((inputs) => a * inputs.x + b * inputs.y, { x, y }, { draws: 600, seed });
        const { value, standardError } = output.standardDeviation;
        const expected = Math.sqrt(a * a * distributionVariance(x) + b * b * distributionVariance(y));
        // A Latin hypercube of 30 strata sees a variance a little small or large where an end is long.
        expect(Math.abs(value - expected)).toBeLessThanOrEqual(9 * standardError + 5e-3 * expected);
      }
    },
  );

  law(
    'figures are in order: least ≤ lower ≤ median ≤ upper ≤ most, and least ≤ mean ≤ most',
    [distributions(), draws(), seed()],
    (x, draws, seed) => {
      const { values, mean, lower, median, upper } = propagate((inputs) => inputs.x, { x }, { draws, seed });
      const [least, most] = [Math.min(...values), Math.max(...values)];
      const order = [least, lower.value, median.value, upper.value, most];
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      const rounding = 1e-12 * Math.abs(mean.value);
      expect(mean.value).toBeGreaterThanOrEqual(least - rounding);
      expect(mean.value).toBeLessThanOrEqual(most + rounding);
    },
  );

  law(
    'quantiles and probabilities belong together: at most p of the draws are below quantile(p), and at least p up to it, give or take one',
    [continuous(), draws(), fc.double({ min: 0.01, max: 0.99, noNaN: true }), seed()],
    (x, draws, p, seed) => {
      const output = propagate((inputs) => inputs.x, { x }, { draws, seed });
      const { value } = outputQuantile(output, p);
      const share = outputProbability(output, (each) => each <= value);
      // Not equal: values can be alike, such as fractions that round to 1.
      expect(share.value).toBeGreaterThanOrEqual(p - 1.000001 / draws);
      expect(outputProbability(output, (each) => each < value).value).toBeLessThanOrEqual(p + 1.000001 / draws);
      const rest = outputProbability(output, (each) => each > value);
      expect(Math.abs(share.value + rest.value - 1)).toBeLessThan(1e-12);
      expect(share.standardError).toBeGreaterThanOrEqual(1 / draws);
    },
  );

  law(
    'parts of one draw belong together: shares add up to 1, and counts to the trials',
    [fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 5 }), seed()],
    (counts, seed) => {
      fc.pre(counts.some((count) => count > 0));
      const trials = counts.reduce((sum, count) => sum + count, 0);
      const named = <Value>(of: (count: number) => Value) =>
        Object.fromEntries(counts.map((count, i) => [`part ${i}`, of(count)]));
      const total = (parts: Readonly<Record<string, number>>) => Object.values(parts).reduce((sum, x) => sum + x, 0);
      const result = propagate(
        ({ shares, numbers }) => ({
          shares: total(shares),
          numbers: total(numbers),
          whole: Object.values(numbers).every((x) => Number.isInteger(x) && x >= 0) ? 1 : 0,
        }),
        {
          shares: { kind: 'dirichlet', concentrations: named((count) => count + 0.5) },
          numbers: { kind: 'multinomial', trials, probabilities: named((count) => count / trials) },
        },
        { draws: 100, seed },
      );
      expect(Math.abs(result.shares.mean.value - 1)).toBeLessThan(1e-12);
      expect(result.numbers.values.every((x) => x === trials)).toBe(true);
      expect(result.whole.mean.value).toBe(1);
    },
  );
});
