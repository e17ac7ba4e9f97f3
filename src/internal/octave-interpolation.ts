/** How many values make the polynomial of an octave. */
const SIZE = 18;

/**
 * The same function of a whole number x and a scale above 0, for functions that take long and are asked often: in an octave of
 * scales from which more than a few values are asked, by a Chebyshev polynomial in the logarithm of the scale. Good to
 * 1e-13 for functions that are analytic where the angle of the scale is below π / 2; others are computed each time.
 *
 * @see Lloyd N. Trefethen (2013), Approximation Theory and Approximation Practice, chapters 3 and 8.
 */
export function interpolatedByOctave(f: (x: number, scale: number) => number): (x: number, scale: number) => number {
  const octaves = new Map<number, { asked: number; coefficients: Float64Array | undefined }>();
  // Where the last coefficients are not nothing, the function is not so smooth.
  const isSmooth = (coefficients: Float64Array): boolean =>
    coefficients.slice(-2).every((last) => Math.abs(last) <= 1e-13 * Math.abs(coefficients[0] as number));
  return (x, scale) => {
    const log = Math.log2(scale);
    const octave = Math.floor(log);
    const key = 4096 * x + octave + 2048;
    let known = octaves.get(key);
    if (known === undefined) {
      known = { asked: 0, coefficients: undefined };
      octaves.set(key, known);
    }
    if (known.coefficients === undefined) {
      if (++known.asked !== SIZE + 1) return f(x, scale);
      const coefficients = chebyshev((u) => f(x, 2 ** (octave + (u + 1) / 2)));
      if (!isSmooth(coefficients)) return f(x, scale);
      known.coefficients = coefficients;
    }
    return clenshaw(known.coefficients, 2 * (log - octave) - 1);
  };
}

/** The coefficients of the polynomial through the values at the Chebyshev points of −1 to 1. */
function chebyshev(f: (u: number) => number): Float64Array {
  const values = Float64Array.from({ length: SIZE }, (_, i) => f(Math.cos((Math.PI * (i + 0.5)) / SIZE)));
  return values.map((_, k) => {
    const sum = values.reduce((total, value, i) => total + value * Math.cos((Math.PI * k * (i + 0.5)) / SIZE), 0);
    return ((k === 0 ? 1 : 2) * sum) / SIZE;
  });
}

/** The value of the polynomial, by Clenshaw's recurrence. */
function clenshaw(coefficients: Float64Array, u: number): number {
  let [above, next] = [0, 0];
  for (let k = coefficients.length - 1; k > 0; k--) {
    [above, next] = [2 * u * above - next + (coefficients[k] as number), above];
  }
  return u * above - next + (coefficients[0] as number);
}
