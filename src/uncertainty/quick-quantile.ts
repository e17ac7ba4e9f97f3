import { normalQuantile, normalTail } from '../internal/normal.js';

/**
 * @internal A quantile function by a table: y, a smooth function of the quantile, stands in it at even steps of the normal
 * score of the probability, and is interpolated by the parabola of fifth degree through the six nearest. Making it takes
 * some hundred quantiles, and each one from it then a few dozen operations.
 *
 * @param y - y of the quantile at a probability and its complement.
 * @param back - The quantile of a y.
 */
export function quickQuantile(
  y: (p: number, complement: number) => number,
  back: (y: number) => number,
): (p: number) => number {
  const table = Float64Array.from({ length: 2 * REACH * STEPS + 1 }, (_, i) => {
    const z = i / STEPS - REACH;
    return y(normalTail(-z), normalTail(z));
  });
  return (p) => {
    const at = (normalQuantile(p) + REACH) * STEPS;
    const first = Math.floor(at) - 2;
    // The place among the six, from −2.5 to 2.5.
    const t = at - first - 2.5;
    const [s, u, v] = [t * t - 0.25, t * t - 2.25, t * t - 6.25];
    return back(
      (uneven(table, first, 5, t, 2.5) * s * u) / 120 -
        (uneven(table, first + 1, 3, t, 1.5) * s * v) / 24 +
        (uneven(table, first + 2, 1, t, 0.5) * u * v) / 12,
    );
  };
}

/** The two that are equally far from the middle, weighted by their nearness: the Lagrange form, pair by pair. */
function uneven(table: Float64Array, first: number, span: number, t: number, half: number): number {
  const below = table[first] as number;
  const above = table[first + span] as number;
  return above * (t + half) - below * (t - half);
}

/** How far the normal scores of the table reach, and how many there are to one. */
const REACH = 9;
const STEPS = 32;
