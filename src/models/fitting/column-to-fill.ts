import { requireColumn } from '../../history/purchase-history.js';
import { refuse } from '../../internal/check.js';

/** Where the answers for columns of customers go. */
export interface IntoOptions {
  /** A typed array of one entry a customer, to be filled and returned; a new one unless told. */
  readonly into?: Float64Array | undefined;
}

/** @internal Where the answers for columns of customers go: the typed array that was given for them, or a new one. */
export function columnToFill(into: Float64Array | undefined, column: ArrayLike<unknown>, caller: string): Float64Array {
  if (into === undefined) return new Float64Array(column.length);
  // Not instanceof, so that an array from another realm (an iframe, a vm context) is one too.
  if (Object.prototype.toString.call(into) !== '[object Float64Array]') {
    refuse(into, `${caller}: into`, 'a Float64Array', '', '');
  }
  requireColumn(into, `${caller}: into`, column);
  return into;
}
