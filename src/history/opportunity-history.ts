import { POSITIVE, refuse, whole, within } from '../internal/check.js';
import { isOneHistory, requireColumn } from './purchase-history.js';

/** What one customer has done with a number of opportunities to buy, one a period, after the first purchase. */
export interface OpportunityHistory {
  /** In how many of the opportunities the customer bought (x): a whole number of at least 0. */
  readonly repeats: number;
  /** The last opportunity in which the customer bought (t_x), counted from 1: at least `repeats`; 0 without one. */
  readonly lastRepeat: number;
  /** How many opportunities there were (n): a whole number from `lastRepeat` to a million. */
  readonly opportunities: number;
}

/**
 * What many customers have done with their opportunities to buy, as columns of one length: plain or typed arrays, as
 * {@link purchaseOpportunities} reads them from orders.
 */
export interface OpportunityHistories {
  /** In how many of the opportunities the customer bought (x): whole numbers of at least 0. */
  readonly repeats: ArrayLike<number>;
  /** The last opportunity in which the customer bought (t_x), counted from 1: at least `repeats`; 0 without one. */
  readonly lastRepeat: ArrayLike<number>;
  /** How many opportunities there were (n): whole numbers from `lastRepeat` to a million. */
  readonly opportunities: ArrayLike<number>;
  /** How many customers each entry stands for: above 0; 1 unless told. */
  readonly weights?: ArrayLike<number> | undefined;
  /** Who the customers are: anything; nobody here reads it. */
  readonly customers?: readonly unknown[] | undefined;
}

/** @internal Throws for columns that are not histories of opportunities. The message has the index of the customer. */
export function requireOpportunityHistories(
  histories: OpportunityHistory | OpportunityHistories,
  caller: string,
): void {
  if (isOneHistory(histories)) {
    requireHistory(histories.repeats, histories.lastRepeat, histories.opportunities, caller, '');
    return;
  }
  const { repeats, lastRepeat, opportunities, weights } = histories ?? {};
  requireColumn(repeats, `${caller}: repeats`);
  requireColumn(lastRepeat, `${caller}: lastRepeat`, repeats);
  requireColumn(opportunities, `${caller}: opportunities`, repeats);
  if (weights !== undefined) requireColumn(weights, `${caller}: weights`, repeats);
  for (let i = 0; i < repeats.length; i++) {
    const [x, last, n] = [repeats[i], lastRepeat[i], opportunities[i]] as [number, number, number];
    // The messages are made of those only that are refused, because a million may be checked.
    if (!isHistory(x, last, n)) requireHistory(x, last, n, caller, `[${i}]`);
    if (weights !== undefined && !(Number.isFinite(weights[i]) && (weights[i] as number) > 0)) {
      within(weights[i] as number, `${caller}: weights[${i}]`, POSITIVE);
    }
  }
}

/** @internal How many opportunities there can be: sums over them take a few milliseconds. */
export const MOST_OPPORTUNITIES = 1e6;

function isHistory(x: number, last: number, n: number): boolean {
  const areWhole = Number.isInteger(x) && Number.isInteger(last) && Number.isInteger(n);
  return areWhole && x >= 0 && last >= x && n >= last && n <= MOST_OPPORTUNITIES && (x > 0 || last === 0);
}

function requireHistory(x: number, last: number, n: number, caller: string, index: string): void {
  const range = whole(0, MOST_OPPORTUNITIES);
  within(x, `${caller}: repeats${index}`, range);
  within(n, `${caller}: opportunities${index}`, range);
  const argument = `${caller}: lastRepeat${index}`;
  within(last, argument, range);
  if (x === 0 && last !== 0) refuse(last, argument, '0 for a customer without repeat purchases');
  if (last < x) refuse(last, argument, `at least repeats (${x})`, '; there is one purchase an opportunity');
  if (last > n) refuse(last, argument, `at most opportunities (${n})`);
}
