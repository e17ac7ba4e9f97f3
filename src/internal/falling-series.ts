/**
 * a(0) + a(1) + a(2) + … for positive terms that fall smoothly, however slowly: good to about 1e-12 relative. The first
 * terms are added up; what is left is turned into an alternating series by van Wijngaarden's transformation,
 *
 *     b(1) − b(2) + b(3) − …   with   b(k) = a(k) + 2 a(2k) + 4 a(4k) + …
 *
 * (k counted from where the adding up ended), and that is summed by Cohen, Rodriguez Villegas and Zagier's weights.
 * `undefined` where the terms fall so slowly that the sum is infinite, or is as good as that.
 *
 * @see Henri Cohen, Fernando Rodriguez Villegas and Don Zagier (2000), "Convergence Acceleration of Alternating Series",
 * Experimental Mathematics 9(1), 3-12, algorithm 1, and section 3 for the transformation.
 */
export function fallingSeries(a: (k: number) => number): number | undefined {
  const apart = 1000;
  let head = 0;
  for (let k = 0; k < apart; k++) {
    const term = a(k);
    head += term;
    if (term <= 1e-17 * head) return head;
  }
  const b = (k: number): number => {
    let [sum, before, ratioBefore] = [0, 0, 0];
    for (let scale = 1; ; scale *= 2) {
      const term = scale * a(apart - 1 + scale * k);
      sum += term;
      if (term <= 1e-17 * sum) return sum;
      const ratio = term / before;
      // Once they fall like a power, the rest is geometric.
      const isEnd = scale > 1e300;
      if (isEnd || (ratio < 1 && Math.abs(ratio - ratioBefore) < 1e-13)) {
        return ratio < 1 ? sum + (term * ratio) / (1 - ratio) : Infinity;
      }
      [before, ratioBefore] = [term, ratio];
    }
  };
  const n = 22;
  const power = (3 + Math.sqrt(8)) ** n;
  const d = (power + 1 / power) / 2;
  let weight = -1;
  let left = -d;
  let tail = 0;
  for (let k = 0; k < n; k++) {
    left = weight - left;
    tail += left * b(k + 1);
    weight *= ((k + n) * (k - n)) / ((k + 0.5) * (k + 1));
  }
  const sum = head + tail / d;
  return Number.isFinite(sum) ? sum : undefined;
}
