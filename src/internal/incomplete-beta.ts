import { deviance } from './deviance.js';
import { correction, logRising } from './gamma.js';
import { rootAbove0 } from './roots.js';

/**
 * P(X ≤ x) for an X of the beta distribution with shapes a and b > 0: the regularised incomplete beta function
 * I_x(a, b), good to 1e-13 relative, also where it is tiny (to 4e-13 below 1e-100, where the exponent's rounding shows); with
 * shapes from 1e4 to 1e6 to 1e-12, as the last bit of x moves it by as much. Its time grows with the root of the larger shape.
 * Where x is close to 1, say y = 1 − x as precisely as it is known.
 * The upper tail is the lower one of the mirror image: P(X > x) = betaTail(b, a, y, x).
 *
 * @see NIST Digital Library of Mathematical Functions, 8.17.7 (series); Armido R.
 * DiDonato and Alfred H. Morris (1992), "Significant Digit Computation of the Incomplete Beta Function Ratios", ACM
 * Transactions on Mathematical Software 18(3), 360-373 (continued fraction, which is the even part of 8.17.22).
 */
export function betaTail(a: number, b: number, x: number, y: number = 1 - x): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  if (x * (a + b + 2) <= a + 1) return byFraction(a, b, x, y);
  return b < 1 ? complementOfSmallShape(b, a, y) : 1 - byFraction(b, a, y, x);
}

/**
 * The x with P(X ≤ x) = p, for 0 < p < 1, and y = 1 − x: each with all its digits, as x may be next to 0 or to 1. Where p is
 * close to 1, say q = 1 − p as precisely as it is known.
 */
export function betaQuantile(p: number, a: number, b: number, q: number = 1 - p): readonly [x: number, y: number] {
  if (p > q) {
    const [y, x] = betaQuantile(q, b, a, p);
    return [x, y];
  }
  // In the odds x / y, which have digits at both ends.
  const odds = rootAbove0((odds) => Math.log(betaTail(a, b, odds / (1 + odds), 1 / (1 + odds)) / p), a / b);
  return [1 / (1 + 1 / odds), 1 / (1 + odds)];
}

/** DiDonato and Morris's continued fraction, by Lentz's method, for x below about the mean. */
function byFraction(a: number, b: number, x: number, y: number): number {
  const above = 1 + (a > b ? (a + b) * y - b : a - (a + b) * x);
  let fraction = (a * above) / (a + 1);
  let c = fraction;
  let d = 0;
  for (let n = 1, change = 0; change !== 1; n++) {
    const middle = a + 2 * n - 1;
    const weight = n * (b - n) * x;
    const numerator = ((a + n - 1) / middle) * ((a + b + n - 1) / middle) * weight * x;
    const denominator = n + weight / middle + ((a + n) / (middle + 2)) * (above + n * (1 + y));
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    // Close to 1 it would wander by an ulp or two for ever.
    change = Math.abs(c * d - 1) < 5e-16 ? 1 : c * d;
    fraction *= change;
  }
  return Math.exp(logBetaPower(a, b, x, y)) / fraction;
}

/** log of x^a y^b / B(a, b), in Loader's form, which keeps its digits for large shapes. */
export function logBetaPower(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  const exponent = deviance(a, n * x) + deviance(b, n * y) - correction(n) + correction(a) + correction(b);
  return Math.log(((a / n) * b) / (2 * Math.PI)) / 2 - exponent;
}

/** 1 − I_x(a, b) for a < 1 and x below about the mean: it may be as small as a, and 1 − I would lose it. */
function complementOfSmallShape(a: number, b: number, x: number): number {
  const power = a * Math.log(x) - logRising(1, a) + logRising(b, a);
  let sum = 0;
  let term = 1;
  for (let n = 1; ; n++) {
    term *= (x * (n - b)) / n;
    const next = sum + term / (a + n);
    if (next === sum) return -Math.exp(power) * a * sum - Math.expm1(power);
    sum = next;
  }
}
