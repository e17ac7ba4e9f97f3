/** Rows of numbers, all of one length: of a few rows, because nothing here is blocked or pivoted. */
export type Matrix = readonly (readonly number[])[];

/**
 * Cholesky's factor of a symmetric matrix A: the lower triangle L with L Lᵀ = A, its rows as long as they need be.
 * `undefined` where A is not positive definite, or so close to it that only rounding tells: where less than 1e-14 of a
 * diagonal element is left once the others are accounted for.
 */
export function cholesky(matrix: Matrix): Matrix | undefined {
  const factor = rootOf(matrix);
  return factor.every((row, i) => (row[i] as number) > 0) ? factor : undefined;
}

/**
 * A lower triangle L with L Lᵀ = A, as {@link cholesky}'s, of a matrix that may be singular, or for rounding not quite positive
 * definite: where less than 1e-14 of a diagonal element is left, nothing is, and the column is 0.
 */
export function rootOf(matrix: Matrix): number[][] {
  const factor: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    const lower: number[] = [];
    for (let j = 0; j <= i; j++) {
      const above = factor[j] ?? lower;
      let rest = row[j] as number;
      for (let k = 0; k < j; k++) rest -= (lower[k] as number) * (above[k] as number);
      if (j === i) lower.push(rest > 1e-14 * (row[i] as number) ? Math.sqrt(rest) : 0);
      else lower.push(above[j] === 0 ? 0 : rest / (above[j] as number));
    }
    factor.push(lower);
  }
  return factor;
}

/** The x with A x = b, from Cholesky's factor of A. */
export function solve(factor: Matrix, b: readonly number[]): number[] {
  const x = [...b];
  for (const [i, row] of factor.entries()) {
    for (let k = 0; k < i; k++) x[i] = (x[i] as number) - (row[k] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (row[i] as number);
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i] = (x[i] as number) - (factor[k]?.[i] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (factor[i]?.[i] as number);
  }
  return x;
}

/** The inverse of A, symmetric to the last bit, from Cholesky's factor of A. */
export function inverse(factor: Matrix): number[][] {
  const rows = factor.map((_, i) =>
    solve(
      factor,
      factor.map((_, j) => (i === j ? 1 : 0)),
    ),
  );
  return rows.map((row, i) => row.map((value, j) => (value + (rows[j]?.[i] as number)) / 2));
}

export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** The matrix, where all of it is numbers. */
export function finiteOnly(matrix: Matrix | undefined): Matrix | undefined {
  return matrix?.every((row) => row.every(Number.isFinite)) ? matrix : undefined;
}
