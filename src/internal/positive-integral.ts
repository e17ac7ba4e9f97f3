/** A positive function of which the logarithm can be integrated, and what is known of it. */
export interface PositiveFunction {
  /** Its logarithm. */
  readonly log: (y: number) => number;
  /** How steep that is at most: a bound of |d log f / dy| at y, as good as it may be. */
  readonly steepness: (y: number) => number;
  /** How long a stretch from y on is smooth at most, but for the steepness and the scale. */
  readonly smooth: (y: number) => number;
  /** A bound of the logarithm of the integral from y to the end, as a multiple of f(y). */
  readonly logRest: (y: number) => number;
}

/** An integral and where it comes from: the mean of g(y) under f is Σ weight · g(point) / total. */
export interface PositiveIntegral {
  /** The logarithm of the integral; −Infinity for an empty interval. */
  readonly log: number;
  readonly points: readonly number[];
  readonly weights: readonly number[];
  /** The sum of the weights. */
  readonly total: number;
}

/** The positive nodes of Gauss and Legendre's rules on [−1, 1], each followed by its weight; outermost first. */
const EIGHT: readonly number[] = [
  0.9602898564975363, 0.10122853629037626, 0.7966664774136267, 0.22238103445337448, 0.525532409916329,
  0.31370664587788727, 0.1834346424956498, 0.362683783378362,
];
export const SIXTEEN: readonly number[] = [
  0.9894009349916499, 0.027152459411754096, 0.9445750230732326, 0.062253523938647894, 0.8656312023878318,
  0.09515851168249279, 0.755404408355003, 0.12462897125553388, 0.6178762444026438, 0.14959598881657674,
  0.45801677765722737, 0.16915651939500254, 0.2816035507792589, 0.18260341504492358, 0.09501250983763744,
  0.1894506104550685,
];

/** What is below e^-40 of the rest does not show. */
const NEGLIGIBLE = 40;

/**
 * ∫ f(y) dy from `from` to `to` (which may be Infinity), to 1e-13 relative: all terms are positive, so that nothing cancels. By
 * Gauss and Legendre's rules over panels in v = log(1 + (y − from) / scale), where functions that have their singularities
 * further than `scale` below `from` are smooth; a panel is as long as the logarithm of f changes by a few units, and those
 * that do not show are left out.
 *
 * @see Philip J. Davis and Philip Rabinowitz (1984), Methods of Numerical Integration, 2nd ed., section 4.6 (the error of the
 * rules for analytic functions).
 */
export function positiveIntegral(f: PositiveFunction, from: number, to: number, scale: number): PositiveIntegral {
  const points: number[] = [];
  const weights: number[] = [];
  const width = Math.log1p((to - from) / scale);
  let total = 0;
  let top = 0;
  let v = 0;
  let y = from;
  let length = 3;
  while (v < width) {
    if (v > 0 && f.log(y) + f.logRest(y) < top + Math.log(total) - NEGLIGIBLE) break;
    // As long as it may be, and a bit of it where that is too steep.
    length = Math.min(4 * length, 3, width - v);
    const here = (scale + (y - from)) * f.steepness(y);
    let end: number;
    let change: number;
    let smooth: number;
    for (;;) {
      const isLast = length >= width - v;
      end = isLast ? to : from + scale * Math.expm1(v + length);
      change = length * (1 + Math.max(here, (scale + (end - from)) * f.steepness(end)));
      smooth = f.smooth(y) / (end - y);
      if ((change <= 14 && smooth >= 1) || !(length > 1e-15 * v)) break;
      length *= Math.max(0.02, Math.min(0.8, 13 / change, smooth));
    }
    const rule = change <= 3.6 && length <= 1.8 && smooth >= 3 ? EIGHT : SIXTEEN;
    const half = length / 2;
    const middle = v + half;
    for (let i = 0; i < 2 * rule.length; i += 2) {
      // From left to right.
      const at = i < rule.length ? i : 2 * rule.length - i - 2;
      const node = rule[at] as number;
      const rise = scale * Math.expm1(i < rule.length ? middle - half * node : middle + half * node);
      const log = f.log(from + rise);
      if (points.length === 0) top = log;
      if (log > top + 300) {
        const shrink = Math.exp(top - log);
        for (let j = 0; j < weights.length; j++) weights[j] = (weights[j] as number) * shrink;
        total *= shrink;
        top = log;
      }
      const weight = (rule[at + 1] as number) * half * (scale + rise) * Math.exp(log - top);
      points.push(from + rise);
      weights.push(weight);
      total += weight;
    }
    v += length;
    y = end;
  }
  return { log: top + Math.log(total), points, weights, total };
}
