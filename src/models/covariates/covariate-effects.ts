import { FINITE, refuse, within } from '../../internal/check.js';
import { type ConfidenceOptions, readConfidence } from '../../internal/estimate.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { centralQuantile, normalTail } from '../../internal/normal.js';
import { agreeingPValue } from '../../internal/p-value.js';
import type { CovariateFit } from './covariate-fit.js';

/** What a covariate does, with the interval in which the truth may lie. */
export interface CovariateEffect {
  /** What it acts on: `purchases`, `dropout` or `spend`. */
  readonly process: string;
  /** The name of the covariate. */
  readonly covariate: string;
  /** What one unit more of it adds to a logarithm: the coefficient. */
  readonly coefficient: number;
  /** The standard error of the coefficient. */
  readonly standardError: number;
  /** exp(coefficient): the factor by which one unit more multiplies the rate, the odds or the spend. */
  readonly factor: number;
  /** The lower end of the factor's interval. */
  readonly lower: number;
  /** The upper end of the factor's interval. */
  readonly upper: number;
  /** The confidence of the interval: a fraction. */
  readonly confidence: number;
  /** How likely a coefficient as far from 0 would be, if the covariate did nothing: a fraction. */
  readonly pValue: number;
}

/**
 * What each covariate of a fitted model does: the factor by which one unit more of it multiplies the purchase rate, the odds of
 * leaving (the dropout rate, in Pareto/NBD) or the spend, the other covariates being equal.
 *
 *     exp(coefficient ± z · standard error)        p = 2 P(Z ≥ |coefficient| / standard error)
 *
 * Both are Wald's, for large samples; the p-value is below 1 − confidence just where the interval excludes 1. Of several
 * coefficients at once a {@link likelihoodRatioTest} against the fit without them says whether they matter. That customers
 * differ by a factor does not say that the covariate is the reason: who comes by referral was another customer before.
 *
 * @param fit - A fit of a model with covariates, as its `fit` returns it.
 * @param options - `confidence`, a fraction above 0 and below 1; 0.95 unless told.
 * @returns A row for each coefficient, in their order; `undefined` where the fit has no standard errors: at a boundary, or where
 * covariates cannot be told apart.
 * @throws `TypeError` or `RangeError` for what is not such a fit, and for a confidence that is none.
 * @example
 * ```ts
 * import { bgNbdWithCovariates, covariateEffects } from 'custometry';
 *
 * const truth = { r: 0.8, alpha: 6, a: 0.8, b: 2.4, purchases: { referred: Math.log(1.5) }, dropout: { referred: 0 } };
 * const { histories } = bgNbdWithCovariates.simulate(truth, {
 *   observed: { customers: 1000, duration: 52 },
 *   covariates: { referred: Array.from({ length: 1000 }, (_, i) => i % 2) },
 * });
 * const [purchases, dropout] = covariateEffects(bgNbdWithCovariates.fit(histories)!)!;
 * purchases!.factor; // => 1.52968…
 * purchases!.lower < 1.5 && 1.5 < purchases!.upper; // => true
 * dropout!.pValue; // => 0.91401…
 * ```
 * @see Larry Wasserman (2004), All of Statistics, section 10.1.
 */
export function covariateEffects<Parameters extends object>(
  fit: CovariateFit<Parameters>,
  options: ConfidenceOptions = {},
): CovariateEffect[] | undefined {
  const caller = 'covariateEffects';
  requireKnownOptions(options, ['confidence'], caller);
  const confidence = readConfidence(options, caller);
  const { parameters, standardErrors } = fit ?? {};
  if (typeof parameters !== 'object' || parameters === null) {
    refuse(parameters, `${caller}: fit.parameters`, 'an object', '', '');
  }
  if (standardErrors === undefined) return undefined;
  const z = centralQuantile(confidence);
  return Object.entries(parameters).flatMap(([process, coefficients]) =>
    typeof coefficients !== 'object'
      ? []
      : Object.entries(coefficients as Readonly<Record<string, number>>).map(([covariate, coefficient]) => {
          const errors = (standardErrors as Readonly<Record<string, Readonly<Record<string, number>>>>)[process];
          within(coefficient, `${caller}: fit.parameters.${process}.${covariate}`, FINITE);
          const standardError = within(
            errors?.[covariate] as number,
            `${caller}: fit.standardErrors.${process}.${covariate}`,
            FINITE,
          );
          const [low, high] = [coefficient - z * standardError, coefficient + z * standardError];
          const pValue = coefficient === 0 ? 1 : 2 * normalTail(Math.abs(coefficient) / standardError);
          return {
            process,
            covariate,
            coefficient,
            standardError,
            factor: Math.exp(coefficient),
            lower: Math.exp(low),
            upper: Math.exp(high),
            confidence,
            pValue: agreeingPValue(pValue, low, high, confidence),
          };
        }),
  );
}
