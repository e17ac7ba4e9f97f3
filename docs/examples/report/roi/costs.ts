import type { Assumptions } from '../input/options.js';

/** What the programme of the sample's imaginary shop costs. Of a user's own programme, only the user knows it. */
const SAMPLE_COST_NOW = 3000;
const SAMPLE_COST_PER_YEAR = 600;

/** A cost of the programme. */
interface Cost {
  readonly value: number;
  /** Where it comes from. */
  readonly remark: string;
}

/** What the programme costs. */
export interface Costs {
  readonly now: Cost;
  readonly perYear: Cost;
}

/** `undefined` if no cost is known. If one is given, the other one is taken to be 0 but for the sample. */
export function readCosts({ costNow, costPerYear }: Assumptions, isSample: boolean): Costs | undefined {
  if (!isSample && costNow === undefined && costPerYear === undefined) return undefined;
  const cost = (given: number | undefined, ofSample: number, option: string): Cost => {
    if (given !== undefined) return { value: given, remark: `given (${option})` };
    return isSample
      ? { value: ofSample, remark: `assumed for the sample (${option})` }
      : { value: 0, remark: `not given (${option})` };
  };
  return {
    now: cost(costNow, SAMPLE_COST_NOW, '--cost-now'),
    perYear: cost(costPerYear, SAMPLE_COST_PER_YEAR, '--cost-per-year'),
  };
}
