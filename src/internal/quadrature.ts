/** Points and their weights, which sum to 1. */
export interface Quadrature {
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

/** Shapes and knees below this are taken for it: their tails would be longer than the numbers are, and have no end. */
const LEAST = 1e-300;

/**
 * Points and weights for means over the beta distribution of a and b: the mean of f(p) is Σ weight · f(point), to 1e-13
 * relative for functions of one sign that are smooth in log p and log (1 − p), and change by no more than 1 / `knee`. The knee is
 * a p below which f is flat (1 where f is smooth in p itself): what lies far below it takes only a few points, however small
 * a is.
 *
 * By the trapezoidal rule in v = log (p / (1 − p)), which converges exponentially; where the tails are long they are
 * shortened by v = s − exp(left − s) + exp(s − right).
 *
 * @see Hidetosi Takahasi and Masatake Mori (1974), "Double Exponential Formulas for Numerical Integration", Publications of
 * the Research Institute for Mathematical Sciences 9(3), 721-741.
 */
export function betaQuadrature(a: number, b: number, knee: number): Quadrature {
  return betaPoints(Math.max(a, LEAST), Math.max(b, LEAST), Math.max(knee, LEAST));
}

function betaPoints(a: number, b: number, knee: number): Quadrature {
  const mode = Math.log(a) - Math.log(b);
  const logKnee = Math.min(Math.log(knee), 0);
  const logDensity = (v: number) => -a * logOnePlusExp(-v) - b * logOnePlusExp(v);
  const width = Math.sqrt(1 / a + 1 / b);
  const left = Math.min(logKnee, mode) - away(width);
  const right = Math.max(mode, 0) + away(width);
  return trapezoid(logDensity, mode, left, right, width, logKnee, (v) => 1 / (1 + Math.exp(-v)));
}

/** The same for the gamma distribution of a shape, at rate 1; above the mode f may grow as a power. */
export function gammaQuadrature(shape: number, knee: number): Quadrature {
  return gammaPoints(Math.max(shape, LEAST), Math.max(knee, LEAST));
}

function gammaPoints(shape: number, knee: number): Quadrature {
  const mode = Math.log(shape);
  const width = 1 / Math.sqrt(shape);
  const left = Math.min(Math.log(knee), mode) - away(width);
  const logDensity = (v: number) => shape * (v - mode - Math.expm1(v - mode));
  return trapezoid(logDensity, mode, left, Infinity, width, 0, Math.exp);
}

/** From where on the tails are shortened: so far away that what is narrow does not move from its place. */
function away(width: number): number {
  return Math.max(4, Math.log(50 / width));
}

/** A weight below e^-50 of that of the mode changes nothing. */
const NEGLIGIBLE = -50;

function trapezoid(
  logDensity: (v: number) => number,
  mode: number,
  left: number,
  right: number,
  width: number,
  logKnee: number,
  point: (v: number) => number,
): Quadrature {
  // All of it is at the mode, and steps would be too small to leave it.
  if (width < 1e-8) return { points: Float64Array.of(point(mode)), weights: Float64Array.of(1) };
  // What is cut off of the spectrum is that of |Γ(shape + 2πi / step)| at worst: below 1e-15 of the mean.
  const step = Math.min(0.2, width / 2);
  const atMode = logDensity(mode);
  const points: number[] = [];
  const weights: number[] = [];
  let total = 0;
  for (const direction of [-1, 1]) {
    for (let i = direction === 1 ? 0 : 1; ; i++) {
      const s = mode + direction * i * step;
      const [below, above] = [Math.exp(left - s), Math.exp(s - right)];
      const v = s - below + above;
      const logWeight = logDensity(v) - atMode + Math.log1p(below + above);
      // On the left f may be larger by as much as the knee is small.
      if (logWeight < NEGLIGIBLE + (direction < 0 ? logKnee : 0)) break;
      const weight = Math.exp(logWeight);
      points.push(point(v));
      weights.push(weight);
      total += weight;
    }
  }
  return { points: Float64Array.from(points), weights: Float64Array.from(weights, (weight) => weight / total) };
}

/** log(1 + exp(x)). */
function logOnePlusExp(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
