import { covariates } from './covariates.js';
import { purchases } from './purchases.js';
import { uncertainty } from './uncertainty.js';
import { uses } from './uses.js';

/** Fits, predictions, how sure they are, and what is made of them. */
export async function models(): Promise<void> {
  await purchases();
  await covariates();
  await uncertainty();
  await uses();
}
