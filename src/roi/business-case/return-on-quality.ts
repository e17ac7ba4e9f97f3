import { FINITE, FRACTION, NOT_NEGATIVE, reader, refuse, SIGNED_FRACTION, within } from '../../internal/check.js';
import { type ProgrammeFlow, type ProgrammeReturn, programmeReturn } from './programme-return.js';
import { type ProgrammeTerms, readTerms } from './programme-terms.js';

/** A market, a company in it, what better quality is expected to change, and what it costs. */
export interface QualityProgramme extends ProgrammeTerms {
  /** Customers in the whole market now: 0 or more. */
  readonly marketSize: number;
  /** By what the market grows in a year: a fraction from −1 to 1, and at least −`churn`. */
  readonly growth: number;
  /** The share of the market's customers who leave the market in a year, whoever served them: a fraction from 0 to 1. */
  readonly churn: number;
  /** The company's share of the market's customers now: a fraction from 0 to 1. */
  readonly marketShare: number;
  /** The share of the company's customers who are still its customers a year later: 0 to 1 − `churn`. */
  readonly retention: number;
  /** The share of the competitors' customers who are still customers of any of them a year later: 0 to 1 − `churn`. */
  readonly competitorRetention: number;
  /** The share of those new to the market who choose the company: a fraction from 0 to 1. */
  readonly attraction: number;
  /** What a customer leaves as margin in a year: money. */
  readonly marginPerCustomer: number;
  /** The expected change in `retention`, in points as a fraction: −1 to 1; retention stays within 0 and 1 − `churn`. */
  readonly retentionUplift: number;
  /** The expected change in `attraction`, in points as a fraction; 0 unless told. */
  readonly attractionUplift?: number | undefined;
}

/** One year of a quality programme. */
export interface QualityFlow extends ProgrammeFlow {
  /** Customers in the whole market in that year. */
  readonly marketSize: number;
  /** The company's share of them without the programme: a fraction; 0 of an empty market. */
  readonly marketShare: number;
  /** Its share with the programme: a fraction. */
  readonly marketShareWith: number;
}

/** What better quality pays back. `returnOnInvestment` is the return on quality (ROQ). */
export interface QualityReturn extends ProgrammeReturn {
  /** The yearly table, from year 0 on. */
  readonly cashFlows: readonly QualityFlow[];
  /** The most that the programme may cost, as a present value, without a loss: the benefit, or 0 where there is none. */
  readonly maximumCost: number;
}

/**
 * Return on quality (ROQ): what better service quality pays back through the market share that better retention builds, in
 * a market with competitors. Money in the caller's unit, rates as fractions a year.
 *
 *     Nₜ = (1 + g)·Nₜ₋₁
 *     Cₜ = r·Cₜ₋₁ + (1 − r′ − c)·(Nₜ₋₁ − Cₜ₋₁) + A·(Nₜ − (1 − c)·Nₜ₋₁),   market share = Cₜ / Nₜ
 *     benefitₜ = m·(Cₜ with the programme − Cₜ without)
 *     ROQ = (PV of the benefits − PV of the costs) / PV of the costs
 *
 * N is the market's customers, g its growth and c its churn; C is the company's customers, r their retention and r′ that of
 * the competitors' customers, of whom those who neither stay nor leave the market come over; A is the share of newcomers who
 * choose the company, and m what a customer leaves. With the programme r and A are r + eₜ·uplift and A + eₜ·uplift, where
 * eₜ = causalShare · rampUpₜ.
 *
 * Here a year's customers are counted at its end, so that retention pays in year 1; {@link cxBusinessCase} counts those at
 * its beginning. It has no market: use it where competitors' customers are no source of yours. Competitors are taken not to
 * answer: a programme that they copy moves nobody.
 *
 * @param programme - The market, the company, the expected change, its causal share, costs, horizon and discount rate.
 * @returns Present values, ROQ (`returnOnInvestment`), payback, the most it may cost, and the yearly table.
 * @throws `TypeError` or `RangeError` for a field that is missing or outside its range (a percentage is refused with the
 * likely meaning), for retention and churn that add up to more than 1, for a market that loses more than its churn, and
 * for a result too large for a number.
 * @example
 * ```ts
 * import { returnOnQuality } from 'custometry';
 *
 * const result = returnOnQuality({
 *   marketSize: 1_000_000, growth: 0.02, churn: 0.05,
 *   marketShare: 0.2, retention: 0.8, competitorRetention: 0.9, attraction: 0.2, marginPerCustomer: 50,
 *   retentionUplift: 0.02, causalShare: 0.5,
 *   costNow: 200_000, costPerYear: 100_000, years: 3, discountRate: 0.1,
 * });
 * result.cashFlows.map(({ benefit }) => Math.round(benefit)); // => [0, 100000, 183000, 251970]
 * result.returnOnInvestment; // => -0.03839…
 * Math.round(result.maximumCost); // => 431458
 * ```
 * @see Roland T. Rust, Anthony J. Zahorik and Timothy L. Keiningham (1995), "Return on Quality (ROQ): Making Service
 * Quality Financially Accountable", Journal of Marketing 59(2), 58-70, whose approach this follows: share from retention,
 * competitors' retention, churn and growth. Ramp-up and causal share are additions.
 */
export function returnOnQuality(programme: QualityProgramme): QualityReturn {
  const read = reader(programme, CALLER);
  const { rampUp, causalShare, costs, discountRate } = readTerms(programme, CALLER);
  const marketSize = read('marketSize', NOT_NEGATIVE);
  const churn = read('churn', FRACTION);
  const growth = read('growth', SIGNED_FRACTION);
  if (growth < -churn) refuse(growth, `${CALLER}: growth`, `at least -churn (${-churn})`);
  const marketShare = read('marketShare', FRACTION);
  // Rounding can lift the sum of two fractions to just beyond 1.
  const most = 1 - churn + 1e-15;
  const retention = read('retention', FRACTION);
  within(retention, `${CALLER}: retention`, [0, most, `at most 1 - churn (${1 - churn})`]);
  const competitorRetention = read('competitorRetention', FRACTION);
  within(competitorRetention, `${CALLER}: competitorRetention`, [0, most, `at most 1 - churn (${1 - churn})`]);
  const attraction = read('attraction', FRACTION);
  const margin = read('marginPerCustomer', FINITE);
  const retentionUplift = read('retentionUplift', SIGNED_FRACTION);
  const attractionUplift = within(programme.attractionUplift ?? 0, `${CALLER}: attractionUplift`, SIGNED_FRACTION);
  within(retention + retentionUplift, `${CALLER}: retention with its uplift`, [-1e-15, most, '0 to 1 - churn']);
  within(attraction + attractionUplift, `${CALLER}: attraction with its uplift`, [-1e-15, 1 + 1e-15, '0 to 1']);

  const comingOver = Math.max(0, 1 - competitorRetention - churn);
  const share = (customers: number, market: number): number => (market > 0 ? customers / market : 0);
  let market = marketSize;
  let without = marketShare * marketSize;
  // Followed apart, so that a small difference of two large numbers keeps its digits.
  let extra = 0;
  const table = costs.map((cost, year) => {
    if (year > 0) {
      const effect = causalShare * (rampUp[year] as number);
      const newcomers = (growth + churn) * market;
      extra =
        (retention + effect * retentionUplift - comingOver) * extra +
        effect * (retentionUplift * without + attractionUplift * newcomers);
      without = retention * without + comingOver * (market - without) + attraction * newcomers;
      market *= 1 + growth;
    }
    return {
      benefit: margin * extra,
      cost,
      marketSize: market,
      marketShare: share(without, market),
      marketShareWith: share(without + extra, market),
    };
  });
  const result = programmeReturn(table, discountRate, CALLER);
  return { ...result, maximumCost: Math.max(0, result.benefit) };
}

const CALLER = 'returnOnQuality';
