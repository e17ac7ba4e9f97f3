import { type PurchaseHistories, refuseOneHistory, requireHistories } from '../../history/purchase-history.js';
import { requireFunction, whole, within } from '../../internal/check.js';
import { chiSquareTail } from '../../internal/incomplete-gamma.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { sum } from '../../internal/sum.js';
import type { PurchaseModel } from '../purchases/purchase-model.js';

/** Which numbers of purchases stand on their own. */
export interface PurchaseCountFitOptions {
  /** From this number of repeat purchases on customers are counted together: a whole number from 1 to 1000; 10 unless told. */
  readonly orMore?: number | undefined;
}

/** Customers with so many repeat purchases: as many as there are, and as many as the model expects. */
export interface PurchaseCountBin {
  /** The least number of repeat purchases. */
  readonly from: number;
  /** The greatest number of them; `undefined` for any number. */
  readonly to: number | undefined;
  /** How many customers have made so many. */
  readonly observed: number;
  /** How many the model expects. */
  readonly expected: number;
}

/** What a p-value that is not known exactly lies between. */
export interface PValueBounds {
  /** The p-value with each parameter taken off the degrees of freedom; 0 where that leaves none. */
  readonly lower: number;
  /** The p-value with no parameter taken off. */
  readonly upper: number;
}

/** Observed and expected numbers of customers by repeat purchases. */
export interface PurchaseCountFit {
  /** One bin for each number of repeat purchases, and one for the rest. */
  readonly counts: readonly PurchaseCountBin[];
  /** The same with neighbours pooled until at least 5 customers are expected in each. */
  readonly pooled: readonly PurchaseCountBin[];
  /** Σ (observed − expected)² / expected over the pooled bins. */
  readonly statistic: number;
  /** Pooled bins − 1 − parameters: may be 0 or less. */
  readonly degreesOfFreedom: number;
  /** P(statistic at least as large) for a true model lies between these; `undefined` with one bin only. */
  readonly pValue: PValueBounds | undefined;
}

/**
 * How well a model of purchasing says how many customers make no repeat purchase, one, two, and so on: the observed numbers of
 * customers against the expected ones, each over that customer's own observation time, and a χ² statistic.
 *
 *     expected(x) = Σ wᵢ P(X(Tᵢ) = x)        statistic = Σ (observed − expected)² / expected
 *
 * The statistic is over bins of at least 5 expected customers: neighbours are pooled from the greatest numbers of purchases
 * down, and what is left over below is pooled with the bin above. As the parameters were fitted to more than these counts, the
 * statistic of a true model is larger than χ² with each parameter taken off the degrees of freedom, and smaller than χ² with none
 * taken off: `pValue` has both ends. A lower end of 0.03 says little, an upper one of 0.03 much. Of a hundred thousand customers every model is refused; look how far the numbers are apart. It says how the model fits the
 * past; {@link holdoutFit} asks for the future.
 *
 * @param model - Any model of purchasing.
 * @param parameters - Its parameters, fitted to the same histories.
 * @param histories - Columns of customers; only `repeats`, `observed` and `weights` are compared. Different observation times
 * take time.
 * @param options - `orMore`, from which number of purchases customers are counted together: 10 unless told.
 * @returns The bins, pooled and not, the statistic and its p-value; `undefined` for no customers.
 * @throws `TypeError` or `RangeError` for what is none of these.
 * @example
 * ```ts
 * import { bgNbd, purchaseCountFit } from 'custometry';
 *
 * const truth = { r: 0.8, alpha: 6, a: 0.8, b: 2.4 };
 * const { histories } = bgNbd.simulate(truth, { observed: { customers: 500, duration: 52 } });
 * const fit = purchaseCountFit(bgNbd, bgNbd.fit(histories)!.parameters, histories, { orMore: 7 })!;
 * fit.counts.length; // => 8
 * fit.counts[0]!.observed; // => 90
 * fit.counts[0]!.expected; // => 88.26547…
 * fit.pValue!.lower > 0.05; // => true
 * ```
 * @see Peter S. Fader, Bruce G. S. Hardie and Ka Lok Lee (2005), "Counting Your Customers the Easy Way: An Alternative to the
 * Pareto/NBD Model", Marketing Science 24(2), 275-284, figure 1; Herman Chernoff and E. L. Lehmann (1954), "The Use of Maximum
 * Likelihood Estimates in χ² Tests for Goodness of Fit", Annals of Mathematical Statistics 25(3), 579-586 (the p-value).
 */
export function purchaseCountFit<Parameters extends object>(
  model: PurchaseModel<Parameters>,
  parameters: Parameters,
  histories: PurchaseHistories,
  options: PurchaseCountFitOptions = {},
): PurchaseCountFit | undefined {
  const caller = 'purchaseCountFit';
  requireFunction(model?.purchaseCountProbability, `${caller}: model.purchaseCountProbability`);
  requireKnownOptions(options, ['orMore'], caller);
  const { orMore = 10 } = options;
  within(orMore, `${caller}: orMore`, whole(1, 1000));
  refuseOneHistory(histories, caller);
  if (requireHistories(histories, caller) === 0) return undefined;

  const { repeats, weights } = histories;
  const observed = new Float64Array(orMore + 1);
  const customersOf = new Map<number, number>();
  for (let i = 0; i < repeats.length; i++) {
    const weight = weights === undefined ? 1 : (weights[i] as number);
    const count = Math.min(repeats[i] as number, orMore);
    const duration = histories.observed[i] as number;
    observed[count] = (observed[count] as number) + weight;
    customersOf.set(duration, (customersOf.get(duration) ?? 0) + weight);
  }
  const customers = sum(customersOf.values());
  const expected = new Float64Array(orMore + 1);
  for (let count = 0; count < orMore; count++) {
    expected[count] = sum(
      Array.from(
        customersOf,
        ([duration, weight]) => weight * model.purchaseCountProbability(parameters, count, { duration }),
      ),
    );
  }
  expected[orMore] = Math.max(0, customers - sum(expected));

  const counts = Array.from(observed, (each, from) => ({
    from,
    to: from < orMore ? from : undefined,
    observed: each,
    expected: expected[from] as number,
  }));
  const pooled: PurchaseCountBin[] = [];
  for (const bin of [...counts].reverse()) {
    const above = pooled[0];
    if (above === undefined || above.expected >= 5) pooled.unshift(bin);
    else pooled[0] = pool(bin, above);
  }
  const [last, above] = pooled as [PurchaseCountBin, PurchaseCountBin?];
  if (above !== undefined && last.expected < 5) pooled.splice(0, 2, pool(last, above));

  const statistic = sum(
    pooled.map((bin) => (bin.expected === 0 ? 0 : (bin.observed - bin.expected) ** 2 / bin.expected)),
  );
  const degreesOfFreedom = pooled.length - 1 - Object.keys(parameters).length;
  return {
    counts,
    pooled,
    statistic,
    degreesOfFreedom,
    pValue:
      pooled.length > 1
        ? {
            lower: degreesOfFreedom > 0 ? chiSquareTail(statistic, degreesOfFreedom) : 0,
            upper: chiSquareTail(statistic, pooled.length - 1),
          }
        : undefined,
  };
}

function pool(bin: PurchaseCountBin, above: PurchaseCountBin): PurchaseCountBin {
  return {
    from: bin.from,
    to: above.to,
    observed: bin.observed + above.observed,
    expected: bin.expected + above.expected,
  };
}
