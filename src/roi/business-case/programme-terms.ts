import { FRACTION, NOT_NEGATIVE, reader, readList, refuse, whole, within } from '../../internal/check.js';

/** How a programme comes into effect, and what it costs: what every business case is told, whatever the change. */
export interface ProgrammeTerms {
  /**
   * How much of the change is there in year 1, 2, …: fractions that never fall; the last one stays. `[1]`, all from the
   * first year on, unless told.
   */
  readonly rampUp?: readonly number[] | undefined;
  /**
   * The share of the change that the programme really causes: 0 to 1. The rest was mere correlation and is taken not to
   * happen. There is no default: claiming 1 should be a decision.
   */
  readonly causalShare: number;
  /** What the programme costs at the outset: money, 0 or more. */
  readonly costNow: number;
  /** What it costs at the end of each year: money, 0 or more; one amount, or one for each year. */
  readonly costPerYear: number | readonly number[];
  /** The horizon: a whole number of years from 1 to 100. */
  readonly years: number;
  /** The yearly discount rate: a fraction from 0 to 1. */
  readonly discountRate: number;
}

/** @internal The terms year by year. */
export interface YearlyTerms {
  /** How much of the change is there: 0 in year 0. */
  readonly rampUp: readonly number[];
  readonly causalShare: number;
  /** By year, from year 0 on. */
  readonly costs: readonly number[];
  readonly discountRate: number;
}

/** @internal */
export function readTerms(terms: ProgrammeTerms, caller: string): YearlyTerms {
  const read = reader(terms, caller);
  const causalShare = read('causalShare', FRACTION);
  const costNow = read('costNow', NOT_NEGATIVE);
  const years = read('years', whole(1, 100));
  const discountRate = read('discountRate', FRACTION);
  const rampUp = readRampUp(terms.rampUp, caller);
  const costs = [costNow, ...readCosts(terms.costPerYear, years, caller)];
  const reached = costs.map((_, year) => (year === 0 ? 0 : (rampUp[Math.min(year, rampUp.length) - 1] as number)));
  return { rampUp: reached, causalShare, costs, discountRate };
}

function readRampUp(rampUp: readonly number[] | undefined, caller: string): number[] {
  const path = `${caller}: rampUp`;
  const shares = readList(rampUp ?? [1], path);
  if (shares.length === 0) refuse(0, path, 'at least one fraction');
  let least = 0;
  return shares.map((share, index) => {
    within(share, `${path}[${index}]`, FRACTION);
    if (share < least) refuse(share, `${path}[${index}]`, `at least what it was the year before (${least})`);
    least = share;
    return share;
  });
}

function readCosts(costPerYear: number | readonly number[], years: number, caller: string): number[] {
  const path = `${caller}: costPerYear`;
  if (!Array.isArray(costPerYear)) {
    return new Array<number>(years).fill(within(costPerYear as number, path, NOT_NEGATIVE));
  }
  const costs = readList(costPerYear as readonly number[], path);
  if (costs.length !== years) refuse(costs.length, `${path}.length`, `the number of years (${years})`);
  return costs.map((cost, index) => within(cost, `${path}[${index}]`, NOT_NEGATIVE));
}
