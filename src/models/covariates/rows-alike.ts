/** @internal Calls `visit` with each set of rows whose entries in these columns are equal, in ascending order of them. */
export function eachGroup(
  columns: readonly ArrayLike<number>[],
  length: number,
  visit: (rows: Int32Array) => void,
): void {
  const different = [...new Set(columns)];
  const order = ordered(different, length);
  for (let from = 0; from < length; ) {
    const first = order[from] as number;
    let to = from + 1;
    while (to < length && compareRows(different, first, order[to] as number) === 0) to++;
    visit(order.subarray(from, to));
    from = to;
  }
}

/** The rows in ascending order of the first column, then of the second, and so on; as they are where these are equal. */
function ordered(columns: readonly ArrayLike<number>[], length: number): Int32Array {
  const order = Int32Array.from({ length }, (_, row) => row);
  return columns.length === 0 ? order : order.sort((a, b) => compareRows(columns, a, b) || a - b);
}

/** @internal Which of two rows comes first: below 0 for `a`, 0 where they are equal. */
export function compareRows(columns: readonly ArrayLike<number>[], a: number, b: number): number {
  for (const column of columns) {
    const difference = (column[a] as number) - (column[b] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** @internal The different rows of columns in ascending order, with the sum of the weights of each. */
export function foldRows(
  columns: readonly ArrayLike<number>[],
  given: ArrayLike<number>,
): { readonly columns: Float64Array[]; readonly weights: Float64Array } {
  const order = ordered(columns, given.length);
  const firsts: number[] = [];
  const weights: number[] = [];
  for (const row of order) {
    const weight = given[row] as number;
    const last = firsts.length - 1;
    if (last >= 0 && compareRows(columns, firsts[last] as number, row) === 0) {
      weights[last] = (weights[last] as number) + weight;
    } else {
      firsts.push(row);
      weights.push(weight);
    }
  }
  return {
    columns: columns.map((column) => Float64Array.from(firsts, (row) => column[row] as number)),
    weights: Float64Array.from(weights),
  };
}
