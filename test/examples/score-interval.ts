/** Promoters, passives and detractors. */
export type Mix = readonly [promoters: number, passives: number, detractors: number];

const Z = 1.959963984540054;

function scoreOf([x, m, y]: Mix): number {
  return (100 * (x - y)) / (x + m + y);
}

/**
 * The 95% interval of a score from its definition: the differences d at which (s - d)^2 n = z^2 V(d), by searching for
 * the likeliest mix under each d and for d itself. The library has a closed form.
 */
export function scoreInterval([x, m, y]: Mix): [lower: number, upper: number] {
  const n = x + m + y;
  const s = (x - y) / n;
  const isInside = (d: number): boolean => {
    const likelihood = (q: number): number =>
      [x, m, y].reduce((sum, k, i) => sum + (k === 0 ? 0 : k * Math.log([q + d, 1 - d - 2 * q, q][i] ?? 0)), 0);
    let [low, high] = [Math.max(0, -d), (1 - d) / 2];
    for (let i = 0; i < 100; i++) {
      const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
      if (likelihood(a) < likelihood(b)) low = a;
      else high = b;
    }
    return n * (s - d) ** 2 <= Z * Z * (2 * low + d - d * d);
  };
  const limit = (end: number): number => {
    let [inside, outside] = [s, end];
    for (let i = 0; i < 50; i++) {
      const middle = (inside + outside) / 2;
      if (isInside(middle)) inside = middle;
      else outside = middle;
    }
    return 100 * inside;
  };
  return [limit(-1), limit(1)];
}

/** The 95% interval of a change, by the distances of the limits from their scores. */
export function changeInterval(before: Mix, after: Mix): [lower: number, upper: number] {
  const [s, t] = [scoreOf(before), scoreOf(after)];
  const [[ls, us], [lt, ut]] = [scoreInterval(before), scoreInterval(after)];
  return [t - s - Math.hypot(t - lt, us - s), t - s + Math.hypot(ut - t, s - ls)];
}

/** As the report prints it. */
export function shown([lower, upper]: readonly [number, number]): string {
  return `${lower.toFixed(1)} to ${upper.toFixed(1)}`.replaceAll(/-(0\.0)/g, '$1');
}
