import { cholesky, dot, type Matrix, solve } from './linear-algebra.js';

/** A smooth function of a few variables: its value and its gradient. NaN and infinities mean that a point is too far. */
export type Objective = (point: readonly number[]) => readonly [value: number, gradient: readonly number[]];

/** Where a search has ended. */
export interface Minimum {
  readonly point: readonly number[];
  readonly value: number;
  readonly gradient: readonly number[];
  /** The second derivatives there, by central differences of the gradient. */
  readonly hessian: Matrix;
  readonly iterations: number;
  /** How often the function was computed, the Hessian's differences included. */
  readonly evaluations: number;
  /**
   * Whether this is a minimum: no step worth the name is left. False where the search ran out of iterations, could not
   * descend, or has only stopped because nothing measurable is left to gain although the function still falls (the
   * minimum is at infinity). True where the function does not depend on a variable at all: then the Hessian is singular.
   */
  readonly converged: boolean;
}

/**
 * Minimises a smooth function by the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno, with a line search to
 * the strong Wolfe conditions, and polishes the result with a Newton step. Deterministic. Made for variables whose
 * natural steps are about 1, such as the logarithms of parameters.
 *
 * @see Jorge Nocedal and Stephen J. Wright (2006), Numerical Optimization, 2nd ed., algorithms 6.1 (with 6.20), 3.5 and
 * 3.6.
 */
export function minimise(objective: Objective, start: readonly number[], mostIterations = 500): Minimum {
  let evaluations = 0;
  const f: Objective = (point) => {
    evaluations++;
    return objective(point);
  };
  let point = start;
  let [value, gradient] = f(start);
  // The inverse of the Hessian as far as the search has learned it; a step of at most 1 down the slope before that.
  let inverse: Matrix | undefined;
  const quasiNewton = (): number[] => {
    const size = Math.max(1, Math.sqrt(dot(gradient, gradient)));
    return gradient.map((slope, i) => -(inverse === undefined ? slope / size : dot(inverse[i] ?? [], gradient)));
  };
  let iterations = 0;
  // A line that goes down and down.
  let isEndless = false;
  for (; iterations < mostIterations; iterations++) {
    const step = quasiNewton();
    const slope = dot(gradient, step);
    // Less than that is not to be seen in the value; at first the step says nothing of the gain, and may be tiny.
    if (!(slope < -(inverse === undefined ? 1e-24 : 1e-14) * (1 + Math.abs(value)))) break;
    const found = searchLine(f, point, step, value, slope);
    if (found === undefined) break;
    const moved = found.point.map((x, i) => x - (point[i] as number));
    const bent = found.gradient.map((x, i) => x - (gradient[i] as number));
    ({ point, value, gradient } = found);
    isEndless = !(dot(moved, bent) > 0);
    if (isEndless) break;
    inverse = learn(inverse, moved, bent);
  }

  let hessian = hessianAt((at) => f(at)[1], point);
  let factor = cholesky(hessian);
  const newton = (): number[] =>
    factor === undefined ? gradient.map(() => 0) : solve(factor, gradient).map((by) => -by);
  const unpolished = point;
  for (let polish = 0; polish < 3 && factor !== undefined; polish++) {
    const step = newton();
    const there = point.map((x, i) => x + (step[i] as number));
    const [valueThere, gradientThere] = f(there);
    // The value as it is, to rounding, and less left to gain.
    const isBetter =
      valueThere <= value + 1e-14 * Math.abs(value) &&
      dot(gradientThere, solve(factor, gradientThere)) < -dot(gradient, step);
    if (!isBetter) break;
    [point, value, gradient] = [there, valueThere, gradientThere];
  }
  if (point !== unpolished) {
    hessian = hessianAt((at) => f(at)[1], point);
    factor = cholesky(hessian);
  }
  const isSmall = (step: readonly number[]) =>
    step.every((by, i) => Math.abs(by) <= 1e-3 * (1 + Math.abs(point[i] as number))) &&
    -dot(gradient, step) <= 1e-11 * (1 + Math.abs(value));
  // A valley may be level; its sides must not fall away.
  const ridge = 1e-300 + 1e-6 * Math.max(...hessian.map((row, i) => row[i] as number));
  const isValley =
    cholesky(hessian.map((row, i) => row.map((bend, j) => (i === j ? bend + ridge : bend)))) !== undefined;
  const converged = !isEndless && isValley && isSmall(quasiNewton()) && isSmall(newton());
  return { point, value, gradient, hessian, iterations, evaluations, converged };
}

/**
 * The second derivatives at a point, by central differences of the gradient: good to about ten digits. With a larger `step`
 * their error is about its square, and that of rounding is smaller.
 */
export function hessianAt(
  gradientAt: (point: readonly number[]) => readonly number[],
  point: readonly number[],
  step = 6e-6,
): Matrix {
  const rows = point.map((at, i) => {
    const far = step * (1 + Math.abs(at));
    const moved = (x: number) => gradientAt(point.map((other, j) => (i === j ? x : other)));
    const [above, below] = [at + far, at - far];
    const [up, down] = [moved(above), moved(below)];
    return up.map((slope, j) => (slope - (down[j] as number)) / (above - below));
  });
  return rows.map((row, i) => row.map((bend, j) => (bend + (rows[j]?.[i] as number)) / 2));
}

/** The update of the inverse Hessian H: (I − ρsyᵀ) H (I − ρysᵀ) + ρssᵀ, from a scaled identity at first. */
function learn(inverse: Matrix | undefined, s: readonly number[], y: readonly number[]): Matrix {
  const curvature = dot(s, y);
  const known = inverse ?? s.map((_, i) => s.map((_, j) => (i === j ? curvature / dot(y, y) : 0)));
  const hy = known.map((row) => dot(row, y));
  const factor = (1 + dot(y, hy) / curvature) / curvature;
  return known.map((row, i) => {
    const [si, hyi] = [s[i] as number, hy[i] as number];
    return row.map((h, j) => {
      const [sj, hyj] = [s[j] as number, hy[j] as number];
      return h + factor * si * sj - (hyi * sj + si * hyj) / curvature;
    });
  });
}

/** A place on the line: how far along, the value, the slope. */
interface Place {
  readonly t: number;
  readonly value: number;
  readonly slope: number;
}

/**
 * A point on the line that is lower by a ten-thousandth of what the slope promised, where the line is at least a tenth
 * flatter: searched in a bracket that grows until it holds one, and then shrinks by cubic interpolation. `undefined`
 * where nothing lower is found.
 */
function searchLine(
  f: Objective,
  from: readonly number[],
  step: readonly number[],
  value: number,
  slope: number,
): { point: readonly number[]; value: number; gradient: readonly number[] } | undefined {
  // The lowest place so far, and one beyond which need not be looked.
  let low: Place = { t: 0, value, slope };
  let high: Place | undefined;
  let best: { point: readonly number[]; value: number; gradient: readonly number[] } | undefined;
  let t = 1;
  for (let tries = 0; tries < 60; tries++) {
    const point = from.map((x, i) => x + t * (step[i] as number));
    const [there, gradient] = f(point);
    const here = { t, value: there, slope: dot(gradient, step) };
    const isNumber = Number.isFinite(there) && Number.isFinite(here.slope);
    if (!isNumber || there > value + 1e-4 * t * slope || (low.t > 0 && there >= low.value)) {
      high = isNumber ? here : { t, value: Infinity, slope: Infinity };
    } else {
      best = { point, value: there, gradient };
      if (Math.abs(here.slope) <= -0.9 * slope) return best;
      if (here.slope * ((high?.t ?? Infinity) - low.t) >= 0) high = low;
      low = here;
    }
    const next = high === undefined ? 4 * t : between(low, high);
    if (next === t || !Number.isFinite(next)) return best;
    t = next;
  }
  return best;
}

/** Where the cubic through two places has its minimum, kept off the ends; a quarter of the way where there is none. */
function between(low: Place, high: Place): number {
  const width = high.t - low.t;
  const mean = low.slope + high.slope - (3 * (high.value - low.value)) / width;
  const root = Math.sign(width) * Math.sqrt(mean * mean - low.slope * high.slope);
  const share = 1 - (high.slope + root - mean) / (high.slope - low.slope + 2 * root);
  return low.t + width * (share >= 0 && share <= 1 ? Math.min(Math.max(share, 0.1), 0.9) : 0.25);
}
