import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type RakedWeights, type RakeMargin, rakeWeights } from '../../src/index.js';
import { law } from '../support/law.js';
import { expectClose } from '../support/predicates.js';

type Row = readonly number[];

interface Survey {
  readonly rows: Row[];
  readonly shares: number[][];
}

/** Up to four margins of up to four categories; every combination occurs, so that raking converges. */
const survey = (): fc.Arbitrary<Survey> =>
  fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }).chain((sizes) => {
    let cells: number[][] = [[]];
    for (const size of sizes) cells = cells.flatMap((cell) => Array.from({ length: size }, (_, i) => [...cell, i]));
    return fc.record({
      rows: fc
        .array(fc.constantFrom(...cells), { maxLength: 60 })
        .map((more) => [...cells, ...more])
        .chain((rows) => fc.shuffledSubarray(rows, { minLength: rows.length })),
      shares: fc
        .tuple(...sizes.map((size) => fc.array(fc.integer({ min: 1, max: 20 }), { minLength: size, maxLength: size })))
        .map((margins) =>
          margins.map((parts) => parts.map((part) => part / parts.reduce((sum, each) => sum + each, 0))),
        ),
    });
  });

const marginsOf = (shares: readonly number[][]): RakeMargin<Row>[] =>
  shares.map((targets, m) => ({
    name: `margin ${m}`,
    category: (row) => row[m],
    shares: new Map(targets.map((share, category) => [category, share])),
  }));

const rake = ({ rows, shares }: Survey, options = {}): RakedWeights => {
  const raked = rakeWeights(rows, marginsOf(shares), { tolerance: 1e-13, ...options });
  if (raked === undefined) throw new Error('no rows');
  return raked;
};

const shareOf = (rows: readonly Row[], weights: Float64Array, m: number, category: number) =>
  rows.reduce((sum, row, i) => (row[m] === category ? sum + (weights[i] as number) : sum), 0) / rows.length;

describe('rakeWeights', () => {
  law('raked margins meet their targets: Σ w over a category / Σ w = target', [survey()], ({ rows, shares }) => {
    const { weights, converged, reason } = rake({ rows, shares });
    expect([converged, reason]).toEqual([true, undefined]);
    shares.forEach((targets, m) => {
      targets.forEach((target, category) => {
        expect(Math.abs(shareOf(rows, weights, m, category) - target)).toBeLessThanOrEqual(1e-12);
      });
    });
  });

  law('weights are above 0 and of mean 1: Σ w = |rows|', [survey()], (any) => {
    const { weights } = rake(any);
    expect(weights).toHaveLength(any.rows.length);
    expect(Math.min(...weights)).toBeGreaterThan(0);
    expectClose(
      weights.reduce((sum, weight) => sum + weight, 0),
      any.rows.length,
    );
  });

  law(
    'a weight is a product of one factor a margin: swapping a category between two rows leaves w·w the same',
    [survey(), fc.nat(), fc.nat(), fc.nat()],
    ({ rows, shares }, i, j, k) => {
      const { weights } = rake({ rows, shares });
      const of = (row: Row) => weights[rows.findIndex((each) => each.every((value, m) => value === row[m]))] as number;
      const [a, b] = [rows[i % rows.length] as Row, rows[j % rows.length] as Row];
      const m = k % shares.length;
      // ln w is a sum of terms of one margin each, and every combination occurs.
      expectClose(of(a) * of(b), of(a.with(m, b[m] as number)) * of(b.with(m, a[m] as number)), 1e-9);
    },
  );

  law(
    'they are closest to equal weights: any other weights with these margins have a larger Σ w · ln w',
    [survey().filter(({ shares }) => shares.length > 1), fc.double({ min: -0.5, max: 0.5, noNaN: true })],
    ({ rows, shares }, size) => {
      const { weights } = rake({ rows, shares });
      const [a, b] = [shares[0] as number[], shares[1] as number[]];
      fc.pre(a.length > 1 && b.length > 1);
      const of = (first: number, second: number) =>
        rows.findIndex((row) => row[0] === first && row[1] === second && row.slice(2).every((value) => value === 0));
      // Round a rectangle of combinations, adding and taking away in turn: no margin changes.
      const corners = [of(0, 0), of(0, 1), of(1, 1), of(1, 0)];
      const step = size * Math.min(...corners.map((row) => weights[row] as number));
      const other = Float64Array.from(weights);
      corners.forEach((row, i) => {
        other[row] = (other[row] as number) + (i % 2 ? -step : step);
      });
      const entropy = (list: Float64Array) => list.reduce((sum, weight) => sum + weight * Math.log(weight), 0);
      expect(entropy(other)).toBeGreaterThanOrEqual(entropy(weights) - 1e-9);
    },
  );

  law('what is fitted needs no fitting: the order of the margins does not matter', [survey()], ({ rows, shares }) => {
    const there = rake({ rows, shares });
    const back = rake({ rows: rows.map((row) => row.toReversed()), shares: shares.toReversed() });
    there.weights.forEach((weight, i) => {
      expectClose(back.weights[i], weight, 1e-9);
    });
  });

  law('the order of the rows does not matter: w(π(rows)) = π(w(rows))', [survey()], ({ rows, shares }) => {
    const there = rake({ rows, shares });
    const back = rake({ rows: rows.toReversed(), shares });
    there.weights.forEach((weight, i) => {
      expectClose(back.weights[rows.length - 1 - i], weight, 1e-9);
    });
  });

  law('everybody twice, the same weights twice: w(rows ++ rows) = w(rows) ++ w(rows)', [survey()], (any) => {
    const once = rake(any);
    const twice = rake({ ...any, rows: [...any.rows, ...any.rows] });
    twice.weights.forEach((weight, i) => {
      expectClose(weight, once.weights[i % any.rows.length], 1e-9);
    });
    expectClose(twice.effectiveResponses, 2 * once.effectiveResponses, 1e-9);
  });

  law(
    'the sample’s own shares are weights of 1: targets = shares of the rows ⇒ w = 1',
    [survey()],
    ({ rows, shares }) => {
      const own = shares.map((targets, m) =>
        targets.map((_, category) => rows.filter((row) => row[m] === category).length / rows.length),
      );
      for (const weight of rake({ rows, shares: own }).weights) expectClose(weight, 1);
    },
  );

  law('it counts what the weights cost: effective = (Σ w)² / Σ w², from 1 to |rows|', [survey()], (any) => {
    const { weights, effectiveResponses, designEffect } = rake(any);
    const squares = weights.reduce((sum, weight) => sum + weight * weight, 0);
    expectClose(effectiveResponses, any.rows.length ** 2 / squares, 1e-9);
    expectClose(designEffect * effectiveResponses, any.rows.length);
    expect(designEffect).toBeGreaterThanOrEqual(1);
  });

  law(
    'what it says is so: converged ⇔ all margins fit ⇔ no reason, and a contradiction is one',
    [
      fc.record({
        cells: fc.uniqueArray(fc.tuple(fc.nat(2), fc.nat(2)), { minLength: 1, selector: String }),
        parts: fc.tuple(...[0, 1].map(() => fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 3, maxLength: 3 }))),
      }),
    ],
    ({ cells, parts }) => {
      const shares = parts.map((part) => part.map((each) => each / part.reduce((sum, other) => sum + other, 0)));
      const { weights, converged, reason, message, maxError, worst } = rake(
        { rows: cells, shares },
        { tolerance: 1e-6 },
      );
      let furthest = 0;
      shares.forEach((targets, m) => {
        targets.forEach((target, category) => {
          furthest = Math.max(furthest, Math.abs(shareOf(cells, weights, m, category) - target));
        });
      });
      expect(Math.abs(maxError - furthest)).toBeLessThanOrEqual(1e-9);
      expect(Math.abs(Math.abs(worst.share - worst.target) - maxError)).toBe(0);
      expect([reason === undefined, message === undefined]).toEqual([converged, converged]);
      expect(converged).toBe(maxError <= 1e-6);
      // Hall's condition: some categories of the first margin, with more of the population than all the categories of
      // the second that they occur with.
      const subsets = [1, 2, 3, 4, 5, 6, 7].map((bits) => [0, 1, 2].filter((i) => bits & (1 << i)));
      const excess = Math.max(
        ...subsets.map((subset) => {
          const met = new Set(cells.filter(([a]) => subset.includes(a)).map(([, b]) => b));
          const share = (list: Iterable<number>, m: number) =>
            [...list].reduce((sum, i) => sum + (shares[m]?.[i] as number), 0);
          return share(subset, 0) - share(met, 1);
        }),
      );
      if (reason === 'contradictingMargins') expect(excess).toBeGreaterThan(1e-9);
      if (converged) expect(excess).toBeLessThanOrEqual(3e-6);
      if (excess > 1e-3) expect(reason).toMatch(/^(contradictingMargins|emptyCategory)$/);
    },
  );

  law(
    'a starting weight k is k rows: raked weight = k · that of each of k like rows, up to the mean',
    [survey(), fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 20 })],
    ({ rows, shares }, factors) => {
      const indices = rows.map((_, i) => i);
      const k = (i: number) => factors[i % factors.length] as number;
      const margins = marginsOf(shares);
      const byIndex = margins.map((margin) => ({
        ...margin,
        category: (i: number) => margin.category(rows[i] as Row),
      }));
      const weighted = rakeWeights(indices, byIndex, { tolerance: 1e-13, weight: k });
      const copies = indices.flatMap((i) => Array<number>(k(i)).fill(i));
      const repeated = rakeWeights(copies, byIndex, { tolerance: 1e-13 });
      indices.forEach((i) => {
        const one = repeated?.weights[copies.indexOf(i)] as number;
        expectClose(weighted?.weights[i], (one * k(i) * rows.length) / copies.length, 1e-9);
      });
    },
  );

  law('weights that fit already are left as they are: rake(start = raked) = raked', [survey()], ({ rows, shares }) => {
    const { weights } = rake({ rows, shares });
    const again = rakeWeights(
      rows.map((_, i) => i),
      marginsOf(shares).map((margin) => ({ ...margin, category: (i: number) => margin.category(rows[i] as Row) })),
      { weight: (i) => weights[i] as number },
    );
    expect(again?.iterations).toBe(0);
    weights.forEach((weight, i) => {
      expectClose(again?.weights[i], weight, 1e-9);
    });
  });
});
