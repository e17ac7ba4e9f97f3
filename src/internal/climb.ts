import { cholesky, dot, type Matrix, solve } from './linear-algebra.js';
import { hessianAt, type Objective } from './minimise.js';

/** Where a search has ended. */
export interface Climb {
  readonly point: readonly number[];
  readonly value: number;
  /** The second derivatives there. */
  readonly hessian: Matrix;
  readonly iterations: number;
  /** Whether it is a minimum, within the bounds. */
  readonly converged: boolean;
}

/** How far a search goes. */
export interface ClimbOptions {
  /** So many steps at most. */
  readonly most: number;
  /** What a step may have left to gain at the end, as a share of the value (of 1 where that is less). */
  readonly enough: number;
  /** Coordinates go as far as this from 0. */
  readonly bound: number;
  /** Second derivatives at the start, of a function much like this. */
  readonly known?: Matrix | undefined;
  /** The coordinates that stay as they are: none unless told. */
  readonly isFixed?: readonly boolean[];
}

/** Of the differences: wide, so that rounding does not hide how flat a ridge is. */
const STEP = 5e-4;

/**
 * A minimum of the function, by Newton's method within the bounds: damped where the function is not convex, and never uphill. Second
 * derivatives are differences of the exact first ones, and kept as long as the steps with them get shorter fast. Where the minimum
 * is at infinity it walks there in even steps, and elsewhere it doubles the right digits with each.
 */
export function climb(
  f: Objective,
  start: readonly number[],
  { most, enough, bound, known, isFixed = [] }: ClimbOptions,
): Climb {
  const bendAt = (at: readonly number[]) => hessianAt((near) => f(near)[1], at, STEP);
  let point = start;
  let [value, gradient] = f(point);
  let hessian = known ?? bendAt(point);
  let isFresh = known === undefined;
  let lastDecrement = Infinity;
  for (let iterations = 1; ; iterations++) {
    // A parameter at its bound stays there while the function falls beyond it.
    const free = point.map((x, i) => !isFixed[i] && (Math.abs(x) < bound || x * (gradient[i] as number) > 0));
    const slopes = gradient.map((slope, i) => (free[i] ? slope : 0));
    let newton = newtonStep(hessian, slopes, free, 0);
    if (!isFresh && !(newton !== undefined && newton.decrement <= lastDecrement / 4)) {
      hessian = bendAt(point);
      newton = newtonStep(hessian, slopes, free, 0);
    }
    const isDamped = newton === undefined;
    let moved: { point: readonly number[]; gradient: readonly number[]; value: number } | undefined;
    for (let damping = 1e-3; damping < 1e30; damping *= 10) {
      if (newton !== undefined) {
        const next = point.map((x, i) => Math.max(-bound, Math.min(bound, x + ((newton as Step).step[i] as number))));
        const [reached, slopesThere] = f(next);
        // Differences below the rounding of the value say nothing.
        if (reached <= value + 4e-15 * Math.abs(value)) {
          moved = { point: next, gradient: slopesThere, value: reached };
          break;
        }
      }
      newton = newtonStep(hessian, slopes, free, damping);
    }
    const decrement = newton?.decrement ?? 0;
    // At the top; or so close that only rounding is left of the slopes, or of the second derivatives.
    const size = 1 + Math.abs(value);
    const converged =
      decrement <= enough * size ||
      (decrement <= 1e-14 * size && decrement > lastDecrement / 4) ||
      (decrement <= 1e-13 * size && isDamped) ||
      (decrement <= 1e-10 * size && decrement > lastDecrement / 1.5);
    lastDecrement = decrement;
    const isDone = moved === undefined || converged || iterations >= most;
    if (moved !== undefined) {
      if (!isDone) hessian = learned(hessian, point, gradient, moved);
      ({ point, gradient, value } = moved);
    }
    isFresh = false;
    if (isDone) return { point, value, hessian: bendAt(point), iterations, converged };
  }
}

/** What a step says of the second derivatives: the update of Broyden, Fletcher, Goldfarb and Shanno. */
function learned(
  hessian: Matrix,
  point: readonly number[],
  gradient: readonly number[],
  moved: { readonly point: readonly number[]; readonly gradient: readonly number[] },
): Matrix {
  const step = moved.point.map((x, i) => x - (point[i] as number));
  const rise = moved.gradient.map((slope, i) => slope - (gradient[i] as number));
  const expected = hessian.map((row) => dot(row, step));
  const [curvature, before] = [dot(rise, step), dot(expected, step)];
  // Not from steps in which the function is not convex, or rounding is all there is.
  if (!(curvature > 1e-3 * before && before > 0)) return hessian;
  return hessian.map((row, i) => {
    const [up, known] = [(rise[i] as number) / curvature, (expected[i] as number) / before];
    return row.map((bend, j) => bend + up * (rise[j] as number) - known * (expected[j] as number));
  });
}

interface Step {
  /** No longer than a factor of e^1.5 for any parameter. */
  readonly step: readonly number[];
  /** Twice what the step is to gain. */
  readonly decrement: number;
}

/** The step to where the gradient would vanish; `undefined` where the function is not convex. */
function newtonStep(
  hessian: Matrix,
  slopes: readonly number[],
  free: readonly boolean[],
  damping: number,
): Step | undefined {
  // In proportion to each parameter's own curvature, so that flat ones are not held back by steep ones.
  const least = 1e-15 * Math.max(...hessian.map((row, i) => Math.abs(row[i] as number))) + 1e-300;
  const factor = cholesky(
    hessian.map((row, i) =>
      row.map((bend, j) => {
        if (i === j) return free[i] ? bend + damping * Math.max(Math.abs(bend), least) : 1;
        return free[i] && free[j] ? bend : 0;
      }),
    ),
  );
  if (factor === undefined) return undefined;
  const step = solve(
    factor,
    slopes.map((slope) => -slope),
  );
  const shrink = Math.min(1, 1.5 / Math.max(...step.map(Math.abs)));
  return {
    step: step.map((each) => each * shrink),
    decrement: -dot(step, slopes),
  };
}
