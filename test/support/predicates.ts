import { expect } from 'vitest';

/**
 * The shapes that laws come in. Each takes the function a law is about and returns what must hold of arbitrary values,
 * to be passed to `law`.
 */

/** Equal up to a relative error; exactly equal where either is undefined, zero or infinite. */
export function expectClose(actual: number | undefined, expected: number | undefined, relative = 1e-12): void {
  if (actual === undefined || expected === undefined || actual === expected) {
    expect(actual).toBe(expected);
    return;
  }
  const error = Math.abs(actual - expected) / Math.max(Math.abs(actual), Math.abs(expected));
  expect(error, `${actual} against ${expected}`).toBeLessThanOrEqual(relative);
}

/** Complement: both are probabilities, and p + q = 1. */
export function expectComplements(p: number, q: number): void {
  for (const probability of [p, q]) {
    expect(probability).toBeGreaterThanOrEqual(0);
    expect(probability).toBeLessThanOrEqual(1 + 1e-15);
  }
  expectClose(p + q, 1);
}

/** Bounds: least ≤ f(x) ≤ most, wherever there is an answer. */
export function staysWithin<X>(f: (x: X) => number | undefined, least: number, most: number) {
  return (x: X): void => {
    const y = f(x);
    if (y === undefined) return;
    expect(y).toBeGreaterThanOrEqual(least);
    expect(y).toBeLessThanOrEqual(most);
  };
}

/** Complement: f(x) + g(x) = 1, and there is an answer to both or to neither. */
export function addsToOne<X>(f: (x: X) => number | undefined, g: (x: X) => number | undefined) {
  return (x: X): void => {
    const [fx, gx] = [f(x), g(x)];
    if (fx === undefined || gx === undefined) expect(fx).toBe(gx);
    else expectClose(fx + gx, 1);
  };
}

/** Invariance: f(change(x)) = f(x). */
export function unmovedBy<X, K extends unknown[]>(
  f: (x: X) => number | undefined,
  change: (x: X, ...by: K) => X,
  relative?: number,
) {
  return (x: X, ...by: K): void => expectClose(f(change(x, ...by)), f(x), relative);
}

/** Permutation: scan(xs) = scan(any order of xs). The second argument is a shuffled copy of the first. */
export function ignoresOrder<X, Summary>(scan: (xs: readonly X[]) => Summary) {
  return (xs: readonly X[], shuffled: readonly X[]): void => expect(scan(shuffled)).toEqual(scan(xs));
}

/** Merge homomorphism: merge(scan(a), scan(b)) = scan(a ++ b), and the scan of nothing changes nothing. */
export function mergesLikeScanning<X, Summary>(
  scan: (xs: readonly X[]) => Summary,
  merge: (...parts: Summary[]) => Summary,
) {
  return (a: readonly X[], b: readonly X[]): void => {
    expect(merge(scan(a), scan(b))).toEqual(scan([...a, ...b]));
    expect(merge(scan([]), scan(a))).toEqual(scan(a));
    expect(merge()).toEqual(scan([]));
  };
}

/** Scaling: f(x scaled by k) = k · f(x). */
export function scalesWith<X>(f: (x: X) => number | undefined, scale: (x: X, k: number) => X, relative?: number) {
  return (x: X, k: number): void => {
    const y = f(x);
    expectClose(f(scale(x, k)), y === undefined ? undefined : k * y, relative);
  };
}

/** Monotonicity: f(x) ≤ f(x raised), up to rounding. */
export function neverFalls<X, K extends unknown[]>(f: (x: X) => number | undefined, raise: (x: X, ...by: K) => X) {
  return (x: X, ...by: K): void => {
    const [before, after] = [f(x), f(raise(x, ...by))];
    if (before === undefined || after === undefined) return;
    expect(after).toBeGreaterThanOrEqual(before - 1e-12 * Math.abs(before));
  };
}

/** Inverse: back(there(x)) = x. */
export function comesBack<K extends unknown[]>(
  there: (x: number, ...by: K) => number,
  back: (x: number, ...by: K) => number,
  relative?: number,
) {
  return (x: number, ...by: K): void => expectClose(back(there(x, ...by), ...by), x, relative);
}

/** Additivity: f(a + b) = f(a) + f(b), up to rounding in proportion to `size`. */
export function addsUp<X>(f: (x: X) => number, add: (a: X, b: X) => X, size: (x: X) => number) {
  return (a: X, b: X): void => {
    const error = Math.abs(f(add(a, b)) - (f(a) + f(b)));
    expect(error).toBeLessThanOrEqual(1e-12 * (size(a) + size(b)));
  };
}

/** Oracle: f(x) = a slow and obvious way to the same number. */
export function agreesWith<X>(
  f: (x: X) => number | undefined,
  reference: (x: X) => number | undefined,
  relative?: number,
) {
  return (x: X): void => expectClose(f(x), reference(x), relative);
}
