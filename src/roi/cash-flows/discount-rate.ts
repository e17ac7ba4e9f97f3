import { DISCOUNT_RATE, type Range, refuse, within } from '../../internal/check.js';
import { requireOptions } from '../../internal/estimate.js';

/** Which rates a function takes. */
export interface RateOptions {
  /**
   * Whether rates above 1 are meant: more than 100% a period. Unless told they are refused, because 10 given for a rate was
   * most likely 10%.
   */
  readonly anyRate?: boolean | undefined;
}

const ANY_RATE: Range = [-0.9999999999999999, Infinity, 'a finite number above -1'];

/** The rate of the argument of that name. */
export function readRate(rate: number, name: string, options: RateOptions, caller: string): number {
  requireOptions(options, caller);
  if (!options.anyRate && Number.isFinite(rate) && rate > 1) {
    const percent = +(rate / 100).toPrecision(15);
    refuse(rate, `${caller}: ${name}`, DISCOUNT_RATE[2], `: did you mean ${percent}, or { anyRate: true }?`);
  }
  return within(rate, `${caller}: ${name}`, options.anyRate ? ANY_RATE : DISCOUNT_RATE);
}
