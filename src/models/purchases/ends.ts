import type { End } from '../fitting/ends.js';

/** @internal What it means where no dropout is left. */
export const NOBODY_LEAVES = 'no customer seems to leave in these data, and a model without dropout (NBD) is enough';

/** @internal Where the gamma distribution of purchase rates has no spread. */
export const SAME_PURCHASE_RATE: End = {
  low: [],
  high: ['r', 'alpha'],
  why: 'all customers seem to have the same purchase rate',
};
