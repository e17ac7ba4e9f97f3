import { expect } from 'vitest';
import type { PurchaseHistory, PurchaseModel, Smooth } from '../../src/index.js';
import { expectClose } from './predicates.js';

/** What a model of purchasing says of a customer, computed with many digits. */
export interface PurchaseGolden<Parameters> {
  readonly parameters: Parameters;
  readonly history: PurchaseHistory;
  readonly logLikelihood: number;
  /** By the parameters in their order, but k. */
  readonly gradient: readonly number[];
  readonly alive: number;
  readonly gone: number;
  readonly stays: readonly (readonly [at: number, probability: number])[];
  readonly leaves: readonly (readonly [at: number, probability: number])[];
  readonly purchaseRate: number;
  readonly dropoutProbability?: number;
  readonly dropoutRate?: number;
  readonly counts: readonly (readonly [count: number, duration: number, probability: number])[];
  readonly discounted: readonly (readonly [rate: number, horizon: number | null, purchases: number])[];
}

/** How many digits are to be right. */
export interface Precision<Parameters> {
  /** The size of the terms of the log-likelihood, which is a sum of large ones of both signs. */
  readonly size: number;
  /** The absolute error that each derivative may have. */
  readonly slope: (name: keyof Smooth<Parameters>) => number;
  /** The relative error that probabilities and expectations may have. */
  readonly relative: number;
}

/** Probabilities too small for all of their digits are not compared by them. */
function expectNear(actual: number, expected: number, relative: number): void {
  if (expected < 1e-290) expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-290);
  else expectClose(actual, expected, relative);
}

/** All that the model says of the customer is as in the row, with the purchases expected in the intervals. */
export function expectAgreement<Parameters>(
  model: PurchaseModel<Parameters>,
  row: PurchaseGolden<Parameters>,
  purchases: readonly (readonly [from: number, to: number, expected: number])[],
  { size, slope, relative }: Precision<Parameters>,
): void {
  const { parameters, history } = row;
  const near = (actual: number | undefined, expected: number | undefined) =>
    expectNear(actual as number, expected as number, relative);
  expect(Math.abs(model.logLikelihood(parameters, history) - row.logLikelihood)).toBeLessThanOrEqual(2e-15 * size);
  const gradient = model.gradient(parameters, history);
  const names = Object.keys(gradient) as (keyof Smooth<Parameters>)[];
  expect(names.length).toBe(row.gradient.length);
  names.forEach((name, i) => {
    const expected = row.gradient[i] as number;
    expect(Math.abs(gradient[name] - expected)).toBeLessThanOrEqual(1e-11 * Math.abs(expected) + slope(name));
  });
  near(model.probabilityAlive(parameters, history), row.alive);
  near(model.probabilityGone(parameters, history), row.gone);
  for (const [at, expected] of row.stays) near(model.probabilityAlive(parameters, history, { at }), expected);
  for (const [at, expected] of row.leaves) near(model.probabilityGone(parameters, history, { at }), expected);
  for (const [from, to, expected] of purchases) {
    near(model.expectedPurchases(parameters, history, { from, to }), expected);
  }
  for (const [count, duration, expected] of row.counts) {
    near(model.conditionalPurchaseCountProbability(parameters, history, count, { duration }), expected);
  }
  for (const [forceOfInterest, horizon, expected] of row.discounted) {
    const options = { forceOfInterest, horizon: horizon ?? undefined };
    near(model.discountedExpectedPurchases(parameters, history, options), expected);
  }
  const rates = model.posteriorRates(parameters, history);
  near(rates.purchaseRate, row.purchaseRate);
  if (row.dropoutProbability !== undefined) near(rates.dropoutProbability, row.dropoutProbability);
  if (row.dropoutRate !== undefined) near(rates.dropoutRate, row.dropoutRate);
  expect(row.dropoutProbability ?? row.dropoutRate).toBeDefined();
}
