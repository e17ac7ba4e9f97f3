import { deviance } from './deviance.js';
import { correction, logGamma, logRising } from './gamma.js';
import { normalTail } from './normal.js';
import { rootAbove0 } from './roots.js';

/**
 * P(X ≤ x) for an X of the gamma distribution of shape a > 0 and scale 1: the regularised incomplete gamma function
 * P(a, x), good to 1e-13 relative, also where it is tiny (to 4e-13 below 1e-100, where the exponent's rounding shows).
 * Its time grows with √a up to a = 1e7, and no further.
 *
 * @see NIST Digital Library of Mathematical Functions, 8.7.1 and 8.7.3 (series), 8.9.2 (continued fraction), 8.12
 * (Temme's uniform expansion); Armido R. DiDonato and Alfred H. Morris (1986), "Computation of the Incomplete Gamma
 * Function Ratios and their Inverse", ACM Transactions on Mathematical Software 12(4), 377-393.
 */
export function gammaLowerTail(a: number, x: number): number {
  if (a > 1e7) return uniform(a, x, -1);
  return x <= Math.max(a, 1) ? lower(a, x) : 1 - upper(a, x);
}

/** P(X > x), the regularised incomplete gamma function Q(a, x): as good as {@link gammaLowerTail}. */
export function gammaUpperTail(a: number, x: number): number {
  if (a > 1e7) return uniform(a, x, 1);
  if (x > Math.max(a, 1)) return upper(a, x);
  return a < 1 ? upperOfSmallShape(a, x) : 1 - lower(a, x);
}

/** P(X > x) for an X of the χ² distribution with `df` degrees of freedom. */
export function chiSquareTail(x: number, df: number): number {
  return gammaUpperTail(df / 2, x / 2);
}

/** The x with P(X ≤ x) = p, for 0 < p < 1; 0 where it is below the smallest number. */
export function gammaQuantile(p: number, a: number): number {
  // P(a, x) ≈ x^a / Γ(a + 1) for a small x.
  const guess = Math.exp((Math.log(p) + logGamma(a + 1)) / a);
  return rootAbove0((x) => Math.log(gammaLowerTail(a, x) / p), guess);
}

/** The x with P(X > x) = q, for 0 < q < 1; 0 where it is below the smallest number. */
export function gammaUpperQuantile(q: number, a: number): number {
  return rootAbove0((x) => Math.log(q / gammaUpperTail(a, x)), a - Math.log(q));
}

/** x^a e^−x / Γ(a + 1), in Loader's form, which keeps its digits for large a. */
function density(a: number, x: number): number {
  return Math.exp(-deviance(a, x) - correction(a)) / Math.sqrt(2 * Math.PI * a);
}

/** The series of P, whose terms are all positive. */
function lower(a: number, x: number): number {
  if (x === 0) return 0;
  let sum = 0;
  let term = 1;
  for (let n = 1; sum + term !== sum; n++) {
    sum += term;
    term *= x / (a + n);
  }
  return density(a, x) * sum;
}

/** The continued fraction of Q, by Lentz's method. */
function upper(a: number, x: number): number {
  if (x === Infinity) return 0;
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1, change = 0; change !== 1; n++) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    // Close to 1 it would wander by an ulp or two for ever.
    change = Math.abs(c * d - 1) < 5e-16 ? 1 : c * d;
    fraction *= change;
  }
  return density(a, x) * a * fraction;
}

/** Q for a < 1 and x ≤ 1, as (1 − x^a / Γ(1 + a)) + the rest, because it may be as small as a. */
function upperOfSmallShape(a: number, x: number): number {
  if (x === 0) return 1;
  const power = a * Math.log(x) - logRising(1, a);
  let sum = 0;
  let term = x;
  for (let n = 1; sum + term !== sum; n++) {
    sum += term / (a + n);
    term *= -x / (n + 1);
  }
  return Math.exp(power) * a * sum - Math.expm1(power);
}

/** P (side −1) or Q (side 1) for a > 1e7: the normal tail, and Temme's correction as far as it shows. */
function uniform(a: number, x: number, side: 1 | -1): number {
  const exponent = deviance(a, x);
  const z = Math.sign(x - a) * Math.sqrt(2 * exponent);
  // Also for x = 0 and Infinity.
  if (exponent > 745) return normalTail(side * z);
  const eta = z / Math.sqrt(a);
  const first = -1 / 3 + (1 / 12 - (2 / 135 - (1 / 864 + eta / 2835) * eta) * eta) * eta;
  const second = -1 / 540 - eta / 288;
  return normalTail(side * z) + (side * Math.exp(-exponent) * (first + second / a)) / Math.sqrt(2 * Math.PI * a);
}
