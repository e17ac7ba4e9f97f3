import { refuse } from '../../internal/check.js';

/** @internal The row of each customer, where a row with a weight stands for so many of them: a whole number. */
export function rowsOfCustomers(
  { repeats, weights }: { readonly repeats: ArrayLike<number>; readonly weights?: ArrayLike<number> | undefined },
  caller: string,
): Int32Array {
  if (weights === undefined) return Int32Array.from(repeats, (_, row) => row);
  let size = 0;
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row] as number;
    if (weight % 1 !== 0) refuse(weight, `${caller}: weights[${row}]`, 'a whole number');
    size += weight;
  }
  if (size > 1e8) refuse(size, `${caller}: the sum of weights`, 'at most 100000000');
  const rows = new Int32Array(size);
  let end = 0;
  for (let row = 0; row < weights.length; row++) {
    const start = end;
    end += weights[row] as number;
    rows.fill(row, start, end);
  }
  return rows;
}
