import { expectTypeOf } from 'vitest';
import {
  breakEven,
  type Distribution,
  dirichletFromCounts,
  distributionMean,
  multinomialDistribution,
  netPromoterScore,
  npsCounts,
  propagate,
  returnOnInvestment,
  type SensitivityIndices,
  scenarioTable,
  sensitivityIndices,
  tornado,
  type UncertainOutput,
} from '../../src/index.js';

const uniform: Distribution = { kind: 'uniform', low: 0, high: 1 };

// A number gives one output, a record one for each; what can be undefined gives what can be undefined.
expectTypeOf(propagate(({ x }) => x, { x: uniform })).toEqualTypeOf<UncertainOutput>();
expectTypeOf(
  propagate(({ benefit, cost }) => returnOnInvestment({ benefit, cost }), { benefit: uniform, cost: 3 }),
).toEqualTypeOf<UncertainOutput | undefined>();
expectTypeOf(
  propagate(({ x }) => ({ x, roi: returnOnInvestment({ benefit: x, cost: x }) }), { x: uniform }),
).toEqualTypeOf<{ readonly x: UncertainOutput; readonly roi: UncertainOutput | undefined }>();

// Inputs of several numbers reach the model with the names of their parts.
propagate(({ counts, spend }) => (netPromoterScore(counts) ?? 0) * spend, {
  counts: dirichletFromCounts(npsCounts([9, 10, 3])),
  spend: { kind: 'triangular', low: 1, likely: 2, high: 3 },
});
propagate(
  ({ mix }) => {
    expectTypeOf(mix).toEqualTypeOf<Readonly<Record<'a' | 'b', number>>>();
    return mix.a;
  },
  { mix: multinomialDistribution({ trials: 3, probabilities: { a: 0.5, b: 0.5 } }) },
);

// @ts-expect-error A model of an input that is not there.
propagate(({ price }) => price, { x: uniform });
// @ts-expect-error A correlation with an input that is not there.
propagate(({ x }) => x, { x: uniform }, { correlations: { x: { price: 0.5 } } });
// @ts-expect-error No such kind.
distributionMean({ kind: 'cauchy', location: 0 });
// @ts-expect-error Several numbers have no one mean.
distributionMean(dirichletFromCounts({ a: 1, b: 2 }));
// @ts-expect-error A model of text.
propagate(({ x }) => `${x}`, { x: uniform });

expectTypeOf(sensitivityIndices(({ x }) => x, { x: uniform })).toEqualTypeOf<SensitivityIndices[] | undefined>();
expectTypeOf(tornado(({ x }) => x, { x: uniform }).base).toEqualTypeOf<number>();
// @ts-expect-error A range of an input that is not there.
breakEven(({ x }) => x, { x: uniform }, { ranges: { price: [0, 1] } });

const table = scenarioTable(returnOnInvestment, { benefit: 3, cost: 2 }, { worst: { cost: 4 } });
expectTypeOf(table[0]?.output).toEqualTypeOf<number | undefined>();
// @ts-expect-error A scenario of an input that is not there.
scenarioTable(returnOnInvestment, { benefit: 3, cost: 2 }, { worst: { price: 4 } });
