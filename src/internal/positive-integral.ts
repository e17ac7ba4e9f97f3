/** A positive function of u ≥ 0 of which the logarithm can be integrated, and what is known of it. */
export interface PositiveFunction {
  /** Its logarithm; v = log(1 + u / scale) is at hand. */
  readonly log: (u: number, v: number) => number;
  /** The derivative of its logarithm. */
  readonly slope: (u: number) => number;
  /** How far from u the next singularity is, but for those below 0. */
  readonly room: (u: number) => number;
  /** A bound of the logarithm of the integral from u to the end, as a multiple of f(u). */
  readonly logRest: (u: number) => number;
}

/** An integral and where it comes from: the mean of g(u) under f is Σ weight · g(point) / total. */
export interface PositiveIntegral {
  /** The logarithm of the integral; −Infinity for an empty interval. */
  readonly log: number;
  readonly points: readonly number[];
  /** log(1 + point / scale). */
  readonly logPoints: readonly number[];
  /** log f(point). */
  readonly logs: readonly number[];
  readonly weights: readonly number[];
  /** The sum of the weights. */
  readonly total: number;
}

/** The positive nodes of Gauss and Legendre's rules on [−1, 1], each followed by its weight; outermost first. */
const EIGHT: readonly number[] = [
  0.9602898564975363, 0.10122853629037626, 0.7966664774136267, 0.22238103445337448, 0.525532409916329,
  0.31370664587788727, 0.1834346424956498, 0.362683783378362,
];
const TWELVE: readonly number[] = [
  0.9815606342467192, 0.04717533638651183, 0.9041172563704749, 0.10693932599531843, 0.7699026741943047,
  0.16007832854334622, 0.5873179542866175, 0.20316742672306592, 0.3678314989981802, 0.2334925365383548,
  0.1252334085114689, 0.24914704581340277,
];
export const SIXTEEN: readonly number[] = [
  0.9894009349916499, 0.027152459411754096, 0.9445750230732326, 0.062253523938647894, 0.8656312023878318,
  0.09515851168249279, 0.755404408355003, 0.12462897125553388, 0.6178762444026438, 0.14959598881657674,
  0.45801677765722737, 0.16915651939500254, 0.2816035507792589, 0.18260341504492358, 0.09501250983763744,
  0.1894506104550685,
];

/** So many points are never needed, but where times are too small for their digits. */
const MOST_POINTS = 10_000;
/** What is below e^-40 of the rest does not show. */
const NEGLIGIBLE = 40;

/**
 * ∫ f(u) du from 0 to `to` (which may be Infinity), to 1e-13 relative: all terms are positive, so that nothing cancels. By
 * Gauss and Legendre's rules over panels in v = log(1 + u / scale), where functions that have their singularities further than
 * `scale` below 0 are smooth; a panel is as long as the logarithm of f changes by a few units, and those at the end that do not
 * show are left out.
 *
 * @see Philip J. Davis and Philip Rabinowitz (1984), Methods of Numerical Integration, 2nd ed., section 4.6 (the error of the
 * rules for analytic functions).
 */
export function positiveIntegral(f: PositiveFunction, to: number, scale: number): PositiveIntegral {
  const points: number[] = [];
  const logPoints: number[] = [];
  const logs: number[] = [];
  const weights: number[] = [];
  const width = Math.log1p(to / scale);
  let total = 0;
  let top = 0;
  let v = 0;
  let u = 0;
  let length = 3;
  const slope = (at: number): number => 1 + (scale + at) * f.slope(at);
  const crowd = (at: number): number => (scale + at) / f.room(at);
  const add = (ratio: number, logPoint: number, weight: number): void => {
    const point = scale * ratio;
    const log = f.log(point, logPoint);
    if (points.length === 0) top = log;
    if (log > top + 300) {
      const shrink = Math.exp(top - log);
      for (let j = 0; j < weights.length; j++) weights[j] = (weights[j] as number) * shrink;
      total *= shrink;
      top = log;
    }
    const share = weight * (1 + ratio) * Math.exp(log - top);
    points.push(point);
    logPoints.push(logPoint);
    logs.push(log);
    weights.push(share);
    total += share;
  };
  // How steep f(u) du / dv is, and how close its singularities are.
  let here = width > 0 ? slope(0) : 0;
  let closeHere = width > 0 ? crowd(0) : 0;
  while (v < width && points.length < MOST_POINTS) {
    if (v > 0 && f.log(u, v) + f.logRest(u) < top + Math.log(total) - NEGLIGIBLE) break;
    // As long as it may be, and a bit of it where that is too steep.
    length = Math.min(4 * length, 3, width - v);
    let end: number;
    let there: number;
    let change: number;
    let close: number;
    for (;;) {
      const isLast = length >= width - v;
      end = isLast ? to : scale * Math.expm1(v + length);
      const middle = (u + end) / 2;
      there = slope(end);
      change = length * Math.max(Math.abs(here), Math.abs(slope(middle)), Math.abs(there));
      close = length * Math.max(closeHere, crowd(middle), crowd(end));
      if ((change <= 14 && close <= 1.6) || !(length > 1e-15 * v)) break;
      length *= Math.max(0.02, Math.min(0.8, 13 / change, 1.5 / close));
    }
    const bend = length * Math.abs(there - here);
    const isEasy = change <= 7 && bend <= 4 && close <= 1 && length <= 2.4;
    const rule = !isEasy ? SIXTEEN : change > 2.8 || bend > 1 || close > 0.5 || length > 1.6 ? TWELVE : EIGHT;
    const isSteep = change > 30 * length;
    const half = length / 2;
    const middle = v + half;
    const size = Math.exp(middle);
    for (let i = 0; i < rule.length; i += 2) {
      const by = half * (rule[i] as number);
      const weight = (rule[i + 1] as number) * half * scale;
      // Where it is steep, the last digits of u count.
      const stretch = isSteep ? 0 : Math.exp(by);
      const [below, above] = isSteep
        ? [Math.expm1(middle - by), Math.expm1(middle + by)]
        : [size / stretch - 1, size * stretch - 1];
      add(below, middle - by, weight);
      add(above, middle + by, weight);
    }
    v += length;
    u = end;
    here = there;
    closeHere = crowd(u);
  }
  return { log: top + Math.log(total), points, logPoints, logs, weights, total };
}
