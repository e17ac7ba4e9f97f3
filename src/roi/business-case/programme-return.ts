import { representable } from '../../internal/check.js';

/** What a programme brings and costs in one year: a row of the table from which every total follows. */
export interface ProgrammeFlow {
  /** 0 is now; year 1 ends one year from now. */
  readonly year: number;
  /** What the programme brings: money at the end of the year. */
  readonly benefit: number;
  /** What the programme costs: money at the end of the year. */
  readonly cost: number;
  /** benefit − cost. */
  readonly net: number;
  /** The sum of `net` up to and including this year, not discounted. */
  readonly cumulative: number;
  /** `net` discounted to now. */
  readonly presentValue: number;
}

/** What a programme pays back. */
export interface ProgrammeReturn {
  /** Present value of the benefits: money. */
  readonly benefit: number;
  /** Present value of the costs: money. */
  readonly cost: number;
  /** benefit − cost: money. */
  readonly netPresentValue: number;
  /** (benefit − cost) / cost as a fraction, or `undefined` when the programme costs nothing. */
  readonly returnOnInvestment: number | undefined;
  /**
   * Years until the cumulative, undiscounted net flow is no longer negative and stays so, interpolated within the year; 0
   * when it never is negative, `undefined` when it is at the end of the horizon.
   */
  readonly payback: number | undefined;
  /** The yearly table, from year 0 on. Its `net` column is what `internalRateOfReturn` takes. */
  readonly cashFlows: readonly ProgrammeFlow[];
}

/** The yearly table of a programme and the totals that follow from it; the first of the years is year 0, now. */
export function programmeReturn<Year extends Pick<ProgrammeFlow, 'benefit' | 'cost'>>(
  years: readonly Year[],
  discountRate: number,
  caller: string,
): ProgrammeReturn & { readonly cashFlows: readonly (Year & ProgrammeFlow)[] } {
  let cumulative = 0;
  let turnover = 0;
  let totalBenefit = 0;
  let totalCost = 0;
  let payback: number | undefined = 0;
  const cashFlows = years.map((row, year) => {
    const { benefit, cost } = row;
    const net = benefit - cost;
    const factor = (1 + discountRate) ** -year;
    totalBenefit += benefit * factor;
    totalCost += cost * factor;
    turnover = representable(turnover + Math.abs(benefit) + cost, caller);
    // A balance that only rounding makes negative is 0: of benefit and cost, which the net flow alone does not show.
    if (cumulative + net < -1e-14 * turnover) payback = undefined;
    else payback ??= Math.min(year, year - 1 - cumulative / net);
    cumulative += net;
    return { year, ...row, net, cumulative, presentValue: net * factor };
  });
  const netPresentValue = totalBenefit - totalCost;
  representable(cumulative + netPresentValue / (totalCost || 1), caller);
  return {
    benefit: totalBenefit,
    cost: totalCost,
    netPresentValue,
    returnOnInvestment: totalCost ? netPresentValue / totalCost : undefined,
    payback,
    cashFlows,
  };
}
