import { FRACTION, NOT_NEGATIVE, readList, refuse, within } from '../../internal/check.js';
import { sum } from '../../internal/sum.js';
import { type ProgrammeReturn, programmeReturn } from './programme-return.js';

/** One benefit or cost of a programme, before it is adjusted for risk. */
export interface ImpactItem {
  /** What a table calls it. */
  readonly name: string;
  /** What falls at the outset: money, 0 or more; 0 unless told. */
  readonly initial?: number | undefined;
  /**
   * What falls in each year, at its end: money, 0 or more. As many as the other items have; 0 in each year where it is left out
   * beside an `initial`.
   */
  readonly amounts?: readonly number[] | undefined;
  /** By how much a benefit may turn out lower, or a cost higher: a fraction from 0 to 1. 0.1 takes 10% off or puts it on. */
  readonly riskAdjustment: number;
}

/** What is expected of a programme. */
export interface ImpactInputs {
  /** What the programme brings; may be empty. */
  readonly benefits: readonly ImpactItem[];
  /** What it costs; may be empty. */
  readonly costs: readonly ImpactItem[];
  /** The yearly discount rate: a fraction from 0 to 1. The published studies take 0.1. */
  readonly discountRate: number;
}

/** A row of the table: an item, adjusted for risk. */
export interface ImpactRow {
  /** The item's name. */
  readonly name: string;
  /** At the outset and in each year: money. */
  readonly amounts: readonly number[];
  /** The sum of the amounts, not discounted. */
  readonly total: number;
  /** The sum of the amounts, discounted to now. */
  readonly presentValue: number;
}

/** The economic impact of a programme: its totals, and the table they come from. */
export interface EconomicImpact extends ProgrammeReturn {
  /** The benefits, adjusted down, in the order given. */
  readonly benefits: readonly ImpactRow[];
  /** The costs, adjusted up, in the order given. */
  readonly costs: readonly ImpactRow[];
}

/**
 * Total economic impact: a programme's benefits and costs in the form of Forrester's studies, a table with an initial column
 * and a column for each year (three, usually), every benefit adjusted down and every cost adjusted up for risk. Money in
 * the caller's unit.
 *
 *     benefit = amount · (1 − riskAdjustment),   cost = amount · (1 + riskAdjustment)
 *     PV = initial + Σ yearᵧ / (1 + i)^y
 *     NPV = PV of benefits − PV of costs,   ROI = NPV / PV of costs
 *
 * The initial column is not discounted; the years count at their end. One risk adjustment an item is a blunt way to say
 * how little is known: it moves the result without saying how far it may lie off. Give the items ranges and propagate them
 * where you can.
 *
 * @param inputs - Benefits, costs, and the discount rate.
 * @returns The adjusted table by item and by year, present values, NPV, ROI and payback.
 * @throws `TypeError` or `RangeError` for a field that is missing or outside its range, for items with different numbers of
 * years, and for a result too large for a number.
 * @example
 * ```ts
 * import { totalEconomicImpact } from 'custometry';
 *
 * const impact = totalEconomicImpact({
 *   benefits: [{ name: 'fewer calls', amounts: [100_000, 120_000, 120_000], riskAdjustment: 0.2 }],
 *   costs: [
 *     { name: 'licence', amounts: [30_000, 30_000, 30_000], riskAdjustment: 0 },
 *     { name: 'set-up', initial: 50_000, riskAdjustment: 0.1 },
 *   ],
 *   discountRate: 0.1,
 * });
 * impact.returnOnInvestment; // => 0.72980…
 * ```
 * @see Forrester Research, "The Total Economic Impact Methodology", the appendix of each of its published studies.
 */
export function totalEconomicImpact(inputs: ImpactInputs): EconomicImpact {
  const discountRate = within(inputs?.discountRate, `${CALLER}: discountRate`, FRACTION);
  const lists = {
    benefits: readList(inputs.benefits, `${CALLER}: benefits`),
    costs: readList(inputs.costs, `${CALLER}: costs`),
  };
  const items = [...lists.benefits, ...lists.costs];
  const years = items.find((item) => item?.amounts !== undefined)?.amounts?.length ?? 0;
  const rows = (kind: 'benefits' | 'costs', sign: -1 | 1): ImpactRow[] =>
    lists[kind].map((item, index) => readRow(item, `${CALLER}: ${kind}[${index}]`, sign, years, discountRate));
  const [benefits, costs] = [rows('benefits', -1), rows('costs', 1)];
  const column = (of: readonly ImpactRow[], year: number) => sum(of.map(({ amounts }) => amounts[year] as number));
  const table = Array.from({ length: years + 1 }, (_, year) => ({
    benefit: column(benefits, year),
    cost: column(costs, year),
  }));
  return { ...programmeReturn(table, discountRate, CALLER), benefits, costs };
}

const CALLER = 'totalEconomicImpact';

function readRow(item: ImpactItem, path: string, sign: -1 | 1, years: number, discountRate: number): ImpactRow {
  if (typeof item?.name !== 'string') refuse(item?.name, `${path}.name`, 'a string', '', '');
  const { amounts: columns = item.initial === undefined ? undefined : new Array<number>(years).fill(0) } = item;
  if (columns === undefined) refuse(columns, `${path}.amounts`, 'an array', '', '');
  const given = readList(columns, `${path}.amounts`);
  if (given.length !== years || given.length === 0) {
    refuse(
      given.length,
      `${path}.amounts.length`,
      years === 0 ? 'at least 1' : `as many as the first item has (${years})`,
    );
  }
  const factor = 1 + sign * within(item.riskAdjustment, `${path}.riskAdjustment`, FRACTION);
  const amounts = [
    within(item.initial ?? 0, `${path}.initial`, NOT_NEGATIVE),
    ...given.map((amount, year) => within(amount, `${path}.amounts[${year}]`, NOT_NEGATIVE)),
  ].map((amount) => amount * factor);
  const presentValue = sum(amounts.map((amount, year) => amount * (1 + discountRate) ** -year));
  return { name: item.name, amounts, total: sum(amounts), presentValue };
}
