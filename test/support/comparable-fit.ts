import type { ComparableFit } from '../../src/index.js';

/** A fit of which only what comparisons read is of any meaning. */
export const comparableFit = (parameters: number, logLikelihood: number, customers = 100): ComparableFit => ({
  parameters: Object.fromEntries(Array.from({ length: parameters }, (_, i) => [`p${i}`, 1])),
  logLikelihood,
  customers,
});
