import type { CxDrivers, CxGroup, CxPlan } from './cx-plan.js';

/** @internal Customers during each year, from year 0 on, and what their spend and their service come to. */
export interface CxBase {
  readonly customers: number[];
  /** spend · margin: by year, and in it by which of spend (1) and margin (2) the programme touches. */
  readonly margins: number[][];
  /** By year, and in it without and with the programme's touch. */
  readonly costsToServe: number[][];
}

/** @internal What the customers of a year are worth, where the programme touches those of spend (1), margin (2), cost (4) in `touched`. */
export function worthOf({ margins, costsToServe }: CxBase, touched: number, year: number): number {
  return (margins[year]?.[touched & 3] as number) - (costsToServe[year]?.[touched >> 2] as number);
}

/**
 * @internal Follows the base through the years. Where the programme does not touch a driver, a customer who moved is worth what the
 * group of origin is.
 */
export function follow(
  plan: CxPlan,
  causalShare: number,
  touchesRetention: boolean,
  touchesReferrals: boolean,
): CxBase {
  const { groups, changes, moves, rampUp, costs } = plan;
  const total = groups.reduce((sum, { customers }) => sum + customers, 0);
  /** Who of each group has not moved, and who has by each move. */
  const unmoved = groups.map(() => 0);
  const moved = moves.map(() => 0);
  const base: CxBase = { customers: [total], margins: [[0, 0, 0, 0]], costsToServe: [[0, 0]] };
  let before = 0;
  let joining = total;
  for (let year = 1; year < costs.length; year++) {
    const effect = causalShare * (rampUp[year] as number);
    const margins = [0, 0, 0, 0];
    const costsToServe = [0, 0];
    let customers = 0;
    let brought = 0;
    /** Counts a pool of customers in, and returns who of them stay. */
    const count = (size: number, from: number, to: number): number => {
      const [origin, now, change] = [groups[from] as CxGroup, groups[to] as CxGroup, changes[to] as CxDrivers];
      const spend = now.spend * (1 + effect * change.spend);
      const margin = now.margin + effect * change.margin;
      margins[0] = (margins[0] as number) + size * origin.spend * origin.margin;
      margins[1] = (margins[1] as number) + size * spend * origin.margin;
      margins[2] = (margins[2] as number) + size * origin.spend * margin;
      margins[3] = (margins[3] as number) + size * spend * margin;
      costsToServe[0] = (costsToServe[0] as number) + size * origin.costToServe;
      costsToServe[1] = (costsToServe[1] as number) + size * (now.costToServe - effect * change.costToServe);
      customers += size;
      brought += size * (touchesReferrals ? now.referrals + effect * change.referrals : origin.referrals);
      return size * (touchesRetention ? now.retention + effect * change.retention : origin.retention);
    };
    moves.forEach(({ from, to, share }, move) => {
      // Of those who have not moved by now, whom the rest of the share is taken from, and of those who join.
      const left = 1 - before * (plan.leaving[from] as number);
      const moving = left > 0 ? ((unmoved[from] as number) * (effect - before) * share) / left : 0;
      const joined = joining * (plan.mix[from] as number) * effect * share;
      moved[move] = count((moved[move] as number) + moving + joined, from, to);
    });
    groups.forEach((_, group) => {
      const leaving = plan.leaving[group] as number;
      const left = 1 - before * leaving;
      const staying = left > 0 ? ((unmoved[group] as number) * Math.max(0, 1 - effect * leaving)) / left : 0;
      const joined = joining * (plan.mix[group] as number) * Math.max(0, 1 - effect * leaving);
      unmoved[group] = count(staying + joined, group, group);
    });
    base.customers.push(customers);
    base.margins.push(margins);
    base.costsToServe.push(costsToServe);
    before = effect;
    joining = brought;
  }
  return base;
}
