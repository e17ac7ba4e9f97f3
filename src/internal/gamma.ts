/**
 * The gamma function and what derives from it, in logarithms: good to 1e-13 relative over the whole of their domains,
 * except that close to a root of its own a function is good to 1e-15 absolutely instead (but for `logGamma`, which is
 * relatively good there too). All rest on Stirling's series from 10 on, and on the recurrence below.
 *
 * The differences between two values of one function (`logRising`, `digammaRise`, `logBetaRise`) have formulas of their
 * own: likelihoods are made of them, and a plain subtraction would lose the digits that tell a model from its limit.
 *
 * @see NIST Digital Library of Mathematical Functions, 5.5.1 (recurrence), 5.11.1 and 5.11.2 (Stirling's series).
 */

/** B₂ₖ / (2k (2k − 1)) for k from 1 on: seven are enough from 10 on. */
const STIRLING: readonly number[] = [
  0.08333333333333333, -0.002777777777777778, 0.0007936507936507937, -0.0005952380952380953, 0.0008417508417508417,
  -0.0019175269175269176, 0.00641025641025641,
];
const HALF_LOG_TWO_PI = 0.9189385332046728;

/** log Γ(x) − ((x − ½) log x − x + ½ log 2π), for x from 10 on. */
export function stirlingCorrection(x: number): number {
  const squared = x * x;
  let sum = 0;
  for (let k = 6; k >= 0; k--) sum = sum / squared + (STIRLING[k] as number);
  return sum / x;
}

/** {@link stirlingCorrection} for all x > 0. */
export function correction(x: number): number {
  return x < 10 ? logGamma(x) + x - (x - 0.5) * Math.log(x) - HALF_LOG_TWO_PI : stirlingCorrection(x);
}

/** log Γ(x) for x > 0. */
export function logGamma(x: number): number {
  // Near its roots, as the distance from them.
  if (Math.abs(x - 1) < 0.25) return logRising(1, x - 1);
  if (Math.abs(x - 2) < 0.25) return logRising(2, x - 2);
  let product = 1;
  let above = x;
  for (; above < 10; above++) product *= above;
  const rest = HALF_LOG_TWO_PI + stirlingCorrection(above);
  return above * (Math.log(above) - 1) - Math.log(above) / 2 + rest - Math.log(product);
}

/** log Γ(x + n) − log Γ(x), the logarithm of the rising factorial x (x + 1) … (x + n − 1), for x > 0 and x + n > 0. */
export function logRising(x: number, n: number): number {
  if (x < 10) {
    if (n > 10) return logGamma(x + n) - logGamma(x);
    // The first factor alone, because x may be tiny; the others as the distance of their product from 1.
    const first = n > x ? Math.log(x + n) - Math.log(x) : Math.log1p(n / x);
    let others = 0;
    let above = x + 1;
    for (; above < 10; above++) others += (1 + others) * (n / above);
    return logRising(above, n) - Math.log1p(others) - first;
  }
  return (x - 0.5) * Math.log1p(n / x) + n * (Math.log(x + n) - 1) + correctionRise(x, n);
}

/** stirlingCorrection(x + n) − stirlingCorrection(x), with the difference of each power taken exactly. */
function correctionRise(x: number, n: number): number {
  const [a, b] = [1 / x, 1 / (x + n)];
  let odd = -n * a * b;
  const even = odd * (a + b);
  let sum = 0;
  let power = a;
  for (const coefficient of STIRLING) {
    sum += coefficient * odd;
    odd = b * b * odd + power * even;
    power *= a * a;
  }
  return sum;
}

/** log B(a, b) = log Γ(a) + log Γ(b) − log Γ(a + b), for a and b > 0. */
export function logBeta(a: number, b: number): number {
  const least = Math.min(a, b);
  return logGamma(least) - logRising(Math.max(a, b), least);
}

/**
 * log B(a, b + n) − log B(a, b), for a and b > 0 and n ≥ 0: the logarithm of the mean of p^n for a p of the beta
 * distribution of b and a. From 10 on by the second difference of Stirling's series, in which what is common cancels on
 * paper. Where a and n are both below 0.001, digits are lost: relative errors reach 1e-16 / the larger of them.
 */
export function logBetaRise(a: number, b: number, n: number): number {
  let sum = 0;
  let others = 0;
  let above = b;
  for (; above < 10; above++) {
    const change = -(a / (a + above)) * (n / (above + n));
    if (change < -0.5) sum += logCross(a, above, n);
    else others += (1 + others) * change;
  }
  const [step, offset] = a < n ? [a, n] : [n, a];
  return (
    sum +
    Math.log1p(others) -
    (above - 0.5) * logCross(a, above, n) -
    n * Math.log1p(a / (above + n)) -
    a * Math.log1p(n / (a + above)) +
    correctionRise(above, step) -
    correctionRise(above + offset, step)
  );
}

/** log of b (a + b + n) / ((a + b) (b + n)), which is below 1 by a n / ((a + b) (b + n)). */
function logCross(a: number, b: number, n: number): number {
  const change = -(a / (a + b)) * (n / (b + n));
  return change < -0.5 ? Math.log(b / (a + b)) + Math.log1p(a / (b + n)) : Math.log1p(change);
}

/** ψ(x) = d log Γ(x) / dx, for x > 0. */
export function digamma(x: number): number {
  let above = x;
  let below = 0;
  for (; above < 10; above++) below += 1 / above;
  const squared = above * above;
  let sum = 0;
  for (let k = 6; k >= 0; k--) sum = sum / squared + (2 * k + 1) * (STIRLING[k] as number);
  return Math.log(above) - 0.5 / above - sum / squared - below;
}

/** ψ(x + n) − ψ(x), for x > 0 and n ≥ 0. */
export function digammaRise(x: number, n: number): number {
  let above = x;
  let below = 0;
  for (; above < 10; above++) below += n / (above + n) / above;
  const [a, b] = [1 / above, 1 / (above + n)];
  const first = -n * a * b * (a + b);
  let even = first;
  let sum = 0;
  let power = 1;
  STIRLING.forEach((coefficient, k) => {
    sum += (2 * k + 1) * coefficient * even;
    power *= a * a;
    even = b * b * even + power * first;
  });
  return below + Math.log1p(n / above) + (n * a * b) / 2 - sum;
}

/** ψ′(x), for x > 0. */
export function trigamma(x: number): number {
  let above = x;
  let below = 0;
  for (; above < 10; above++) below += 1 / above / above;
  const squared = above * above;
  let sum = 0;
  for (let k = 6; k >= 0; k--) sum = sum / squared + (2 * k + 1) * (2 * k + 2) * (STIRLING[k] as number);
  return below + (1 + (0.5 + sum / above) / above) / above;
}
