import { FRACTION, NOT_NEGATIVE, readList, refuse, within } from '../../internal/check.js';

/** How much of an effect is there in year 1, 2, …: fractions that never fall, all from the first year on unless told. */
export function readRampUp(rampUp: readonly number[] | undefined, caller: string): number[] {
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

/** What a programme costs in each year: one amount for all of them, or one for each. */
export function readCosts(costPerYear: number | readonly number[], years: number, caller: string): number[] {
  const path = `${caller}: costPerYear`;
  if (!Array.isArray(costPerYear)) {
    return new Array<number>(years).fill(within(costPerYear as number, path, NOT_NEGATIVE));
  }
  const costs = readList(costPerYear as readonly number[], path);
  if (costs.length !== years) refuse(costs.length, `${path}.length`, `the number of years (${years})`);
  return costs.map((cost, index) => within(cost, `${path}[${index}]`, NOT_NEGATIVE));
}
