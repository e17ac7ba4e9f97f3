import { FINITE, POSITIVE, readList, refuse, within } from '../../internal/check.js';

/** What is compared of a fit: every fit of a model here has it. */
export interface ComparableFit {
  /** The fitted parameters, of which the number counts. */
  readonly parameters: object;
  /** Those of the parameters that were given and not fitted, which do not count. */
  readonly given?: object | undefined;
  /** The log-likelihood at the parameters. */
  readonly logLikelihood: number;
  /** How many customers the model was fitted to. */
  readonly customers: number;
}

/** A fit with a name. */
export interface NamedFit {
  /** What the model is called in the table. */
  readonly name: string;
  /** The fit. */
  readonly fit: ComparableFit;
}

/** One model among others. */
export interface ModelComparison {
  /** What the model is called. */
  readonly name: string;
  /** The log-likelihood: the greater the better, but more parameters can only raise it. */
  readonly logLikelihood: number;
  /** How many parameters were fitted (k). */
  readonly parameters: number;
  /** Akaike's information criterion, 2k − 2 · log-likelihood: the smaller the better. */
  readonly aic: number;
  /** The Bayesian information criterion, k log(customers) − 2 · log-likelihood: the smaller the better. */
  readonly bic: number;
  /** The AIC above that of the best: at least 0. */
  readonly aicDifference: number;
  /** The BIC above that of the best: at least 0. */
  readonly bicDifference: number;
  /** exp(−aicDifference / 2) as a share of the sum of all: a fraction. */
  readonly akaikeWeight: number;
}

/**
 * Fits of several models to one data set side by side, the best AIC first: which of them the data speak for.
 *
 *     AIC = 2k − 2 log L        BIC = k log(customers) − 2 log L        weightᵢ = exp(−Δᵢ / 2) / Σ exp(−Δⱼ / 2)
 *
 * All must be fits to the same histories in the same unit of time: the log-likelihood shifts with the unit. A difference
 * below 2 is none to speak of, and one above 10 is decisive. A weight is the support for a model among those compared: all of
 * them can be bad. BIC asks more of each parameter than AIC, from 8 customers on.
 *
 * @param fits - A list of fits with a name each; the number of customers must be the same.
 * @returns One row a fit, in ascending order of AIC (of equal ones, in the order given); empty for no fits.
 * @throws `TypeError` or `RangeError` for what is not a fit, or a fit to another number of customers.
 * @example
 * ```ts
 * import { bgNbd, compareModels, nbd } from 'custometry';
 *
 * const truth = { r: 0.8, alpha: 6, a: 0.8, b: 2.4 };
 * const { histories } = bgNbd.simulate(truth, { observed: { customers: 500, duration: 52 } });
 * const table = compareModels([
 *   { name: 'nbd', fit: nbd.fit(histories)! },
 *   { name: 'bgNbd', fit: bgNbd.fit(histories)! },
 * ]);
 * table[0]!.name; // => 'bgNbd'
 * table[0]!.aicDifference; // => 0
 * table[1]!.aicDifference > 10; // => true
 * ```
 * @see Kenneth P. Burnham and David R. Anderson (2004), "Multimodel Inference: Understanding AIC and BIC in Model Selection",
 * Sociological Methods & Research 33(2), 261-304.
 */
export function compareModels(fits: readonly NamedFit[]): ModelComparison[] {
  const caller = 'compareModels';
  const rows = readList(fits, `${caller}: fits`).map((each, i) => {
    const argument = `${caller}: fits[${i}].fit`;
    const { logLikelihood, parameters, customers } = readFit(each?.fit, argument);
    const least = fits[0]?.fit.customers as number;
    if (!isAsMany(customers, least)) {
      throw new RangeError(`${argument}.customers must be ${least}, as of the first fit, got ${customers}`);
    }
    return {
      name: each.name,
      logLikelihood,
      parameters,
      aic: 2 * parameters - 2 * logLikelihood,
      bic: parameters * Math.log(customers) - 2 * logLikelihood,
    };
  });
  const [leastAic, leastBic] = [Math.min(...rows.map(({ aic }) => aic)), Math.min(...rows.map(({ bic }) => bic))];
  let total = 0;
  for (const { aic } of rows) total += Math.exp((leastAic - aic) / 2);
  return rows
    .map((row) => ({
      ...row,
      aicDifference: row.aic - leastAic,
      bicDifference: row.bic - leastBic,
      akaikeWeight: Math.exp((leastAic - row.aic) / 2) / total,
    }))
    .sort((one, other) => one.aic - other.aic);
}

/** @internal Whether two sums of weights may be of the same customers: in another order, they round differently. */
export function isAsMany(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-9 * Math.max(one, other);
}

/** @internal The numbers of a fit, checked. */
export function readFit(
  fit: ComparableFit,
  argument: string,
): { readonly logLikelihood: number; readonly parameters: number; readonly customers: number } {
  const parameters = fit?.parameters;
  if (typeof parameters !== 'object' || parameters === null) {
    refuse(parameters, `${argument}.parameters`, 'an object', '', '');
  }
  return {
    logLikelihood: within(fit.logLikelihood, `${argument}.logLikelihood`, FINITE),
    parameters: numbersIn(parameters) - numbersIn(fit.given ?? {}),
    customers: within(fit.customers, `${argument}.customers`, POSITIVE),
  };
}

/** How many numbers there are: coefficients of covariates are in objects of their own. */
function numbersIn(fields: object): number {
  return Object.values(fields).flatMap((each) => (typeof each === 'object' ? Object.values(each ?? 0) : each)).length;
}
