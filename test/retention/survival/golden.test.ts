import { describe, expect, test } from 'vitest';
import {
  kaplanMeier,
  kaplanMeierLog,
  kaplanMeierLogit,
  kaplanMeierPlain,
  lifetimeQuantile,
  logRankTest,
  logRankTestPeto,
  logRankTestStratified,
  medianLifetime,
  nelsonAalen,
  restrictedMeanLifetime,
  type SurvivalTable,
  survivalTableOfColumns,
  survivalTablesBy,
} from '../../../src/index.js';
import { golden } from '../../support/golden.js';
import { expectClose } from '../../support/predicates.js';

type Missing = number | null | Record<string, never>;

interface Curve {
  name: string;
  data: { durations: number[]; events: number[]; weights: number[]; entries: number[] };
  time: number[];
  atRisk: number[];
  events: number[];
  censored: number[];
  survival: number[];
  standardError: Missing[];
  cumulativeHazard: number[];
  hazardError: number[];
  shares: number[];
  variants: {
    type: 'log-log' | 'plain' | 'log' | 'logit';
    confidence: number;
    lower: Missing[];
    upper: Missing[];
    quantile: Missing[];
    quantileLower: Missing[];
    quantileUpper: Missing[];
  }[];
  means: { horizon: number; value: number; standardError: number }[];
}

interface Comparison {
  name: string;
  rho: 0 | 1;
  durations: number[];
  events: number[];
  groups: string[];
  strata: string[];
  names: string[];
  observed: number[];
  expected: number[];
  variance: number[];
  chiSquare: number;
  degreesOfFreedom: number;
  pValue: number;
}

const { curves, tests } = golden<{ curves: Curve[]; tests: Comparison[] }>('survival');

const known = (x: Missing | undefined): number | undefined => (typeof x === 'number' ? x : undefined);

const makers = {
  'log-log': kaplanMeier,
  plain: kaplanMeierPlain,
  log: kaplanMeierLog,
  logit: kaplanMeierLogit,
};

describe.each(curves)('R’s survfit: $name', (expected) => {
  const table = survivalTableOfColumns(expected.data);

  test('the counts, the survival and its standard error', () => {
    const { steps } = kaplanMeier(table);
    expect(steps.map(({ time }) => time)).toEqual(expected.time);
    expect(steps.map(({ atRisk }) => atRisk)).toEqual(expected.atRisk);
    expect(steps.map(({ events }) => events)).toEqual(expected.events);
    expect(steps.map(({ censored }) => censored)).toEqual(expected.censored);
    steps.forEach((step, i) => {
      // R has 0 ± rounding of the product, and NaN for the standard error where nobody is left.
      expectClose(step.survival, expected.survival[i]);
      expectClose(step.standardError, known(expected.standardError[i]) ?? 0);
    });
  });

  test('the limits of all four kinds, which R also gives where the survival is 1 or 0', () => {
    for (const { type, confidence, lower, upper } of expected.variants) {
      makers[type](table, { confidence }).steps.forEach((step, i) => {
        const isInside = step.survival > 0 && step.survival < 1;
        expectClose(step.lower, isInside ? known(lower[i]) : undefined, 1e-11);
        expectClose(step.upper, isInside ? known(upper[i]) : undefined, 1e-11);
      });
    }
  });

  test('the quantiles and their intervals', () => {
    for (const variant of expected.variants) {
      const { type, confidence, quantile, quantileLower, quantileUpper } = variant;
      const curve = makers[type](table, { confidence });
      // R interpolates in the limits as if they fell, which late entry can make them not do; then its answer is another
      // time than the first at which the limit is low enough.
      const fall = (limits: Missing[]) => {
        const numbers = limits.filter((limit) => typeof limit === 'number');
        return numbers.every((limit, i) => i === 0 || limit <= (numbers[i - 1] as number));
      };
      expected.shares.forEach((share, i) => {
        const { value, lower, upper } = lifetimeQuantile(curve, share);
        expect([type, share, value]).toEqual([type, share, known(quantile[i])]);
        if (fall(variant.lower)) expect([type, share, lower]).toEqual([type, share, known(quantileLower[i])]);
        if (fall(variant.upper)) expect([type, share, upper]).toEqual([type, share, known(quantileUpper[i])]);
        if (share === 0.5) expect(medianLifetime(curve)).toEqual({ value, lower, upper, confidence });
      });
    }
  });

  test('the Nelson-Aalen estimate and its standard error', () => {
    nelsonAalen(table).steps.forEach((step, i) => {
      expectClose(step.cumulativeHazard, expected.cumulativeHazard[i]);
      expectClose(step.standardError, expected.hazardError[i]);
    });
  });

  test('the restricted means and their standard errors', () => {
    for (const { horizon, value, standardError } of expected.means) {
      const mean = restrictedMeanLifetime(kaplanMeier(table), horizon);
      expectClose(mean?.value, value);
      expectClose(mean?.standardError, standardError);
    }
  });
});

test.each(tests)('R’s survdiff with rho = $rho: $name', (expected) => {
  const rows = expected.durations.map((duration, i) => ({
    duration,
    event: expected.events[i] as number,
    group: expected.groups[i] as string,
    stratum: expected.strata[i] as string,
  }));
  const strata = [...new Set(expected.strata)].map(
    (stratum) =>
      survivalTablesBy(
        rows.filter((row) => row.stratum === stratum),
        ({ group }) => group,
        (row) => row,
      ).tables,
  );
  const actual =
    strata.length > 1
      ? logRankTestStratified(strata)
      : (expected.rho === 0 ? logRankTest : logRankTestPeto)(strata[0] as Map<string, SurvivalTable>);
  expected.names.forEach((name, i) => {
    const group = actual?.groups.find((each) => each.group === name);
    expectClose(group?.observed, expected.observed[i]);
    expectClose(group?.expected, expected.expected[i]);
    expectClose(group?.variance, expected.variance[i]);
  });
  expectClose(actual?.chiSquare, expected.chiSquare, 1e-11);
  expect(actual?.degreesOfFreedom).toBe(expected.degreesOfFreedom);
  expectClose(actual?.pValue, expected.pValue, 1e-11);
});
