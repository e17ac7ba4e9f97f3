import { requireColumn } from '../../history/purchase-history.js';
import { refuse } from '../../internal/check.js';

/** Where the answers for columns of customers go. */
export interface IntoOptions {
  /**
   * A typed array of one entry a customer, to be filled and returned; a new one unless told. It may be one of the columns
   * itself, and otherwise shares no memory with them.
   */
  readonly into?: Float64Array | undefined;
}

/**
 * @internal Where the answers for columns of customers go: the typed array that was given for them, or a new one. A row is read
 * before it is written, so that it may be one of the columns; what lies across one would be read after it was overwritten.
 */
export function columnToFill(
  into: Float64Array | undefined,
  columns: readonly [ArrayLike<unknown>, ...ArrayLike<unknown>[]],
  caller: string,
): Float64Array {
  if (into === undefined) return new Float64Array(columns[0].length);
  // Not instanceof, so that an array from another realm (an iframe, a vm context) is one too.
  if (Object.prototype.toString.call(into) !== '[object Float64Array]') {
    refuse(into, `${caller}: into`, 'a Float64Array', '', '');
  }
  requireColumn(into, `${caller}: into`, columns[0]);
  if (columns.some((column) => liesAcross(into, column))) {
    throw new RangeError(`${caller}: into must be one of the columns, or share no memory with them`);
  }
  return into;
}

/** Whether the two share memory, but not entry by entry. */
function liesAcross(into: Float64Array, column: ArrayLike<unknown>): boolean {
  if (!ArrayBuffer.isView(column) || column.buffer !== into.buffer) return false;
  const apart = into.byteOffset - column.byteOffset;
  const isSame = apart === 0 && into.byteLength === column.byteLength;
  return !isSame && apart < column.byteLength && -apart < into.byteLength;
}
