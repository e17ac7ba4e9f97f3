/**
 * The upper tail of the standard normal distribution, P(Z > z): good to 1e-13 relative wherever the tail is a normal
 * number (z up to 37.5). By the power series round 0, and by Laplace's continued fraction from 2.5 on, where the series
 * would cancel.
 *
 * @see Milton Abramowitz and Irene A. Stegun (1964), Handbook of Mathematical Functions, 26.2.11 and 26.2.14.
 */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  // Below the smallest number.
  if (z > 39) return 0;
  // exp(−z²/2) with z split, so that the rounding of z² is not multiplied by the exponent.
  const head = Math.round(16 * z) / 16;
  const density = Math.exp((head * head) / -2) * Math.exp(((head - z) * (head + z)) / 2) * INVERSE_ROOT_OF_TWO_PI;
  if (z < 2.5) {
    let sum = 0;
    let term = z;
    for (let odd = 3; sum + term !== sum; odd += 2) {
      sum += term;
      term *= (z * z) / odd;
    }
    return 0.5 - density * sum;
  }
  // z + 1/(z + 2/(z + 3/…)): the depth is what double precision needs at 2.5, and more than enough beyond.
  let fraction = z;
  for (let k = 100; k > 0; k--) fraction = z + k / fraction;
  return density / fraction;
}

/** The z with P(−z ≤ Z ≤ z) = confidence, for a confidence from 0 to below 1: good to 1e-15 relative. */
export function centralQuantile(confidence: number): number {
  return quantile(confidence / 2, (1 - confidence) / 2);
}

/** The z with P(Z ≤ z) = p, for p above 0 and below 1: good to 1e-15 relative to p's own rounding. */
export function normalQuantile(p: number): number {
  return p < 0.5 ? -quantile(0.5 - p, p) : quantile(p - 0.5, 1 - p);
}

/**
 * The z ≥ 0 above which there is `tail`, and between which and 0 there is `centre` = 1/2 − tail; both are asked for
 * because the small one has the digits.
 *
 * @see Michael J. Wichura (1988), "Algorithm AS 241: The Percentage Points of the Normal Distribution", Applied
 * Statistics 37(3), 477-484.
 */
function quantile(centre: number, tail: number): number {
  if (centre <= 0.425) return centre * ratio(0.180625 - centre * centre, CENTRAL);
  const r = Math.sqrt(-Math.log(tail));
  return r <= 5 ? ratio(r - 1.6, MIDDLE) : ratio(r - 5, FAR);
}

/** The numerator's and the denominator's coefficients alternate, highest power first. */
function ratio(r: number, coefficients: readonly number[]): number {
  let numerator = 0;
  let denominator = 0;
  for (let i = 0; i < 16; i += 2) {
    numerator = numerator * r + (coefficients[i] as number);
    denominator = denominator * r + (coefficients[i + 1] as number);
  }
  return numerator / denominator;
}

const INVERSE_ROOT_OF_TWO_PI = 0.3989422804014327;

const CENTRAL: readonly number[] = [
  2509.0809287301227, 5226.495278852854, 33430.57558358813, 28729.085735721943, 67265.7709270087, 39307.89580009271,
  45921.95393154987, 21213.794301586597, 13731.69376550946, 5394.196021424751, 1971.5909503065513, 687.1870074920579,
  133.14166789178438, 42.31333070160091, 3.3871328727963665, 1,
];
const MIDDLE: readonly number[] = [
  0.0007745450142783414, 1.0507500716444169e-9, 0.022723844989269184, 0.0005475938084995345, 0.2417807251774506,
  0.015198666563616457, 1.2704582524523684, 0.14810397642748008, 3.6478483247632045, 0.6897673349851, 5.769497221460691,
  1.6763848301838038, 4.630337846156546, 2.053191626637759, 1.4234371107496835, 1,
];
const FAR: readonly number[] = [
  2.0103343992922881e-7, 2.0442631033899397e-15, 2.7115555687434876e-5, 1.421511758316446e-7, 0.0012426609473880784,
  1.8463183175100548e-5, 0.026532189526576124, 0.0007868691311456133, 0.29656057182850487, 0.014875361290850615,
  1.7848265399172913, 0.1369298809227358, 5.463784911164114, 0.599832206555888, 6.657904643501103, 1,
];
