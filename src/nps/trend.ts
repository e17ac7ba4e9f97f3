import { FINITE, refuse, representable, requireIterable, within } from '../internal/check.js';
import { type ConfidenceOptions, readConfidence } from '../internal/estimate.js';
import { centralQuantile, normalTail } from '../internal/normal.js';
import { agreeingPValue } from '../internal/p-value.js';
import { rootBetween } from '../internal/roots.js';
import { sum } from '../internal/sum.js';
import { type NpsCounts, readNpsCounts } from './counts.js';
import { type NpsEstimate, npsEstimate } from './estimate.js';

/** The counts of one period. */
export interface NpsPeriod {
  /** When it was: a number in any unit (a month's number, a year, epoch milliseconds). */
  readonly time: number;
  /** Its counts. */
  readonly counts: NpsCounts;
}

/** The estimate of one period. */
export interface NpsPeriodEstimate {
  /** The period's time, as given. */
  readonly time: number;
  /** Its score with the interval; `undefined` if it had no responses. */
  readonly estimate: NpsEstimate | undefined;
}

/** A straight line through the scores of some periods. */
export interface NpsLinearTrend {
  /** The slope: the change of the score, in points for each unit of time. */
  readonly value: number;
  /** The low end of the slope's interval. */
  readonly lower: number;
  /** The high end of the slope's interval. */
  readonly upper: number;
  /** How often such intervals contain the slope of the population: a fraction. */
  readonly confidence: number;
  /** The probability of a slope at least as far from 0 if there were no linear trend: a fraction. */
  readonly pValue: number;
  /** How many responses there are in all periods. */
  readonly responses: number;
  /** The mean time of the responses: the line goes through (meanTime, meanScore). */
  readonly meanTime: number;
  /** The score of all responses together, in points. */
  readonly meanScore: number;
}

/** Scores by period and their trend. */
export interface NpsTrend {
  /** Each period's estimate, in the order given. */
  readonly estimates: readonly NpsPeriodEstimate[];
  /** The linear trend; `undefined` when fewer than two different times have responses. */
  readonly trend: NpsLinearTrend | undefined;
}

/**
 * The Net Promoter Score by period, and a test of linear trend.
 *
 * With n responses and score s in each period, its time t, N = Σ n and t̄, s̄ the means over responses, the slope is that
 * of least squares through the responses (+1, 0 and −1, in hundredths of points):
 *
 *     b = Σ n · (t − t̄) · s / S,   S = Σ n · (t − t̄)²
 *
 * The test is a score test. For a hypothetical slope β the line s̄ + β · (t − t̄) gives each period its mean μ, and the
 * shares of promoters and detractors that are likeliest under that mean give its variance v(μ) = p̃ + q̃ − μ²:
 *
 *     z(β) = (b − β) / √(Σ n · (t − t̄)² · v(μ) / S²)
 *
 * The p-value is the two-sided one of z(0); the interval reaches from b to where |z(β)| first passes the normal quantile,
 * so that the p-value is below 1 − confidence exactly where the interval excludes 0. Without passives it is the Cochran-Armitage test for
 * trend; with them, periods may differ in their spread, which a variance pooled over periods would mistake for precision
 * or noise. The variance under a given mean is that of Tango's interval, which each period's own estimate has.
 *
 * No linear trend is not no change: a rise and a fall cancel. Responses are taken as independent, so that panels, which
 * ask the same customers again, and seasons are left out; and a trend of the total can be one of the mix: see
 * {@link npsMixShift}.
 *
 * @param periods - Any iterable of periods, in any order; two of the same time are two groups at that time, each with
 * its own spread.
 * @param options - `confidence`: a fraction above 0 and below 1, for the periods and the slope; 0.95 unless told.
 * @returns Each period's estimate and the trend.
 * @throws `TypeError` or `RangeError` for a time that is not a finite number and counts that are not numbers from 0 to
 * 1e15 (the message has the index), for a confidence out of range (a percentage is refused with the likely meaning), and
 * for times too far apart for their differences, or too close together for slopes, to be numbers.
 * @example
 * ```ts
 * import { npsTrend } from 'custometry';
 *
 * const { estimates, trend } = npsTrend([
 *   { time: 1, counts: { promoters: 40, passives: 30, detractors: 30 } },
 *   { time: 2, counts: { promoters: 45, passives: 30, detractors: 25 } },
 *   { time: 3, counts: { promoters: 55, passives: 25, detractors: 20 } },
 * ]);
 * estimates[2]?.estimate?.value; // => 35
 * trend?.value; // => 12.5
 * trend?.pValue; // => 0.0318159…
 * ```
 * @see P. Armitage (1955), "Tests for Linear Trends in Proportions and Frequencies", Biometrics 11(3), 375-386; Alan
 * Agresti (2002), Categorical Data Analysis, 2nd ed., section 5.3.5; Toshiro Tango (1998), "Equivalence Test and
 * Confidence Interval for the Difference in Proportions for the Paired-Sample Design", Statistics in Medicine 17(8),
 * 891-908, for the variance under a given mean.
 */
export function npsTrend(periods: Iterable<NpsPeriod>, options: ConfidenceOptions = {}): NpsTrend {
  requireIterable(periods, 'npsTrend: periods');
  const confidence = readConfidence(options, 'npsTrend');
  const estimates: NpsPeriodEstimate[] = [];
  const rows: Period[] = [];
  let index = 0;
  for (const period of periods) {
    const argument = `npsTrend: periods[${index++}]`;
    const { time } = period ?? {};
    if (typeof time === 'object' && time !== null) refuse(time, `${argument}.time`, FINITE[2], DATES, '');
    within(time, `${argument}.time`, FINITE);
    const [promoters, passives, detractors] = readNpsCounts(period.counts, `${argument}.counts.`);
    const n = promoters + passives + detractors;
    estimates.push({ time, estimate: npsEstimate(period.counts, { confidence }) });
    if (n > 0) rows.push({ time, n, p: promoters / n, q: detractors / n });
  }
  return { estimates, trend: linearTrend(rows, confidence) };
}

const DATES = ': of a Date take its getTime(), for a slope by the millisecond, or number the periods';

/** A period with responses: their number and the shares of promoters and detractors. */
interface Period {
  readonly time: number;
  readonly n: number;
  readonly p: number;
  readonly q: number;
}

function linearTrend(periods: readonly Period[], confidence: number): NpsLinearTrend | undefined {
  const [first] = periods;
  if (first === undefined || periods.every(({ time }) => time === first.time)) return undefined;
  const responses = sum(periods.map(({ n }) => n));
  // From the first time on, so that large times (epoch milliseconds) keep the digits of their differences.
  const shift = sum(periods.map(({ time, n }) => (n / responses) * (time - first.time)));
  // Distances from the mean time, as fractions of the largest, so that their squares are numbers.
  const away = periods.map(({ time }) => time - first.time - shift);
  const furthest = away.reduce((most, x) => (Math.abs(x) <= most ? most : Math.abs(x)), 0);
  const unit = within(furthest, 'npsTrend: the largest distance of a time', FINITE);
  const rows = periods.map(({ n, p, q }, i) => {
    const x = (away[i] as number) / unit;
    return { n, p, q, away: x, part: n * x * x };
  });
  // Above 1 by rounding, it would leave no variance.
  const mean = Math.max(-1, Math.min(1, sum(rows.map(({ n, p, q }) => (n / responses) * (p - q)))));
  const spread = sum(rows.map((row) => row.part));
  const slope = sum(rows.map(({ n, p, q, away: x }) => n * x * (p - q - mean))) / spread;
  /** z(β) without its sign. */
  const distance = (beta: number): number => {
    if (beta === slope) return 0;
    const variance = sum(rows.map((row) => row.part * varianceAt(row, mean + beta * row.away)));
    return (Math.abs(slope - beta) * spread) / Math.sqrt(variance);
  };
  const z = centralQuantile(confidence);
  const atNone = distance(0);
  // Beyond these slopes the line leaves −1 to 1 at every time but the mean, and no variance is left.
  const nearest = rows.reduce(
    (least, row) => (Math.abs(row.away) > 1e-9 ? Math.min(least, Math.abs(row.away)) : least),
    1,
  );
  const steepest = 2 / nearest + Math.abs(slope);
  const limit = (end: number): number => {
    let inside = slope;
    let outside = end;
    // The side of 0 that the test says.
    if (slope !== 0 && end * slope < 0) {
      if (atNone > z) outside = 0;
      else inside = 0;
    }
    return rootBetween((beta) => distance(beta) - z, inside, outside);
  };
  const inPoints = (beta: number): number => representable((100 / unit) * beta, 'npsTrend');
  const lower = inPoints(limit(-steepest));
  const upper = inPoints(limit(steepest));
  return {
    value: inPoints(slope),
    lower,
    upper,
    confidence,
    pValue: agreeingPValue(Math.min(1, 2 * normalTail(atNone)), lower, upper, confidence),
    responses,
    meanTime: first.time + shift,
    meanScore: 100 * mean,
  };
}

/**
 * The variance of +1, 0 and −1 with the shares that are likeliest, given the shares p and q that were seen, if their mean
 * is μ: p̃ + q̃ − μ², where p̃ = q̃ + μ and q̃ solves 2·q̃² + ((2 − p + q)·μ − p − q)·q̃ − q·μ·(1 − μ) = 0.
 */
function varianceAt({ p, q }: { readonly p: number; readonly q: number }, mu: number): number {
  if (mu < 0) return varianceAt({ p: q, q: p }, -mu);
  if (mu >= 1) return 0;
  const b = (2 - p + q) * mu - p - q;
  const root = Math.sqrt(b * b + 8 * q * mu * (1 - mu));
  const detractors = b > 0 ? (2 * q * mu * (1 - mu)) / (b + root) : (root - b) / 4;
  return 2 * detractors + mu * (1 - mu);
}
