import { chiSquareTail } from '../../internal/incomplete-gamma.js';
import { type ComparableFit, isAsMany, readFit } from './compare-models.js';

/** Whether a model is better than a simpler one by more than chance. */
export interface LikelihoodRatioTest {
  /** Twice the log of the ratio of the likelihoods: at least 0. */
  readonly statistic: number;
  /** How many parameters the full model has more. */
  readonly degreesOfFreedom: number;
  /** P(χ² ≥ statistic): for a simpler model that lies inside of the full one. */
  readonly pValue: number;
  /**
   * The same for a simpler model that lies at the boundary of the full one, where one of the parameters is 0 or infinite: the
   * mean of the p-values with all degrees of freedom and with one fewer.
   */
  readonly boundaryPValue: number;
}

/**
 * The likelihood ratio test of a model against a simpler one that it contains: the p-value of the hypothesis that the simpler
 * one is true.
 *
 *     statistic = 2 (log L(full) − log L(nested))        p = P(χ²(df) ≥ statistic)
 *
 * That is right where the simpler model lies inside of the full one: where a parameter is fixed at an ordinary value. NBD lies
 * at the boundary of BG/NBD and of Pareto/NBD, where nobody leaves, and a chance excess can only be on one side of it. Then
 * take `boundaryPValue`, the 50:50 mixture
 *
 *     p = ½ P(χ²(df) ≥ statistic) + ½ P(χ²(df − 1) ≥ statistic)
 *
 * (χ²(0) is 0). It is exact for large samples where one parameter is at its boundary and the others are inside. Where nobody
 * leaves, the second parameter of leaving means nothing, and it is an approximation: where much hangs on it, simulate the simpler
 * model and see how often both fits are as far apart.
 *
 * @param nested - The fit of the simpler model.
 * @param full - The fit of the model that contains it, to the same data; its log-likelihood is no lower, up to the rounding
 * of a search (1e-6 of its size, which counts as 0).
 * @returns The statistic, the degrees of freedom and both p-values.
 * @throws `TypeError` or `RangeError` for what is not a fit, fits to different numbers of customers, and a full model without
 * more parameters or with a lower log-likelihood.
 * @example
 * ```ts
 * import { likelihoodRatioTest } from 'custometry';
 *
 * const nested = { parameters: { r: 1, alpha: 1 }, logLikelihood: -1003, customers: 500 };
 * const full = { parameters: { r: 1, alpha: 1, a: 1, b: 1 }, logLikelihood: -1000, customers: 500 };
 * const test = likelihoodRatioTest(nested, full);
 * test.statistic; // => 6
 * test.pValue; // => 0.04978…
 * test.boundaryPValue; // => 0.03204…
 * ```
 * @see Steven G. Self and Kung-Yee Liang (1987), "Asymptotic Properties of Maximum Likelihood Estimators and Likelihood Ratio
 * Tests under Nonstandard Conditions", Journal of the American Statistical Association 82(398), 605-610.
 */
export function likelihoodRatioTest(nested: ComparableFit, full: ComparableFit): LikelihoodRatioTest {
  const caller = 'likelihoodRatioTest';
  const simple = readFit(nested, `${caller}: nested`);
  const rich = readFit(full, `${caller}: full`);
  if (!isAsMany(simple.customers, rich.customers)) {
    throw new RangeError(`${caller}: full.customers must be ${simple.customers}, as of nested, got ${rich.customers}`);
  }
  const df = rich.parameters - simple.parameters;
  if (df < 1) {
    throw new RangeError(
      `${caller}: full.parameters must be more than ${simple.parameters}, those of nested, got ${rich.parameters}`,
    );
  }
  const gain = rich.logLikelihood - simple.logLikelihood;
  if (gain < -1e-6 * (1 + Math.abs(rich.logLikelihood))) {
    throw new RangeError(
      `${caller}: full.logLikelihood must be at least that of nested (${simple.logLikelihood}), got ${rich.logLikelihood}`,
    );
  }
  const statistic = Math.max(0, 2 * gain);
  const pValue = chiSquareTail(statistic, df);
  // χ²(0) is 0, and at least a statistic of 0.
  const fewer = df > 1 ? chiSquareTail(statistic, df - 1) : statistic === 0 ? 1 : 0;
  return { statistic, degreesOfFreedom: df, pValue, boundaryPValue: (pValue + fewer) / 2 };
}
