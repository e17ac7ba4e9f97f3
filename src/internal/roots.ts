/**
 * The root of a continuous function between two points at which its signs differ, to the last bits of a number. Bisects
 * where the function is crooked and interpolates inversely by a parabola where it is smooth; the root stays in brackets.
 * Where three steps have not halved the bracket the next one does, so that no shape takes many more than a bisection.
 * Where rounding gives both ends one sign, the root is at the end where the function is nearer to 0.
 *
 * @see Tirupathi R. Chandrupatla (1997), "A New Hybrid Quadratic/Bisection Algorithm for Finding the Zero of a
 * Nonlinear Function without Using Derivatives", Advances in Engineering Software 28(3), 145-149.
 */
export function rootBetween(f: (x: number) => number, from: number, to: number): number {
  // The root lies between a and b; c is the point that a or b was before.
  let [a, b, c] = [to, from, from];
  let [fa, fb, fc] = [f(a), f(b), 0];
  if (fb === 0) return b;
  if (fa !== 0 && fa > 0 === fb > 0) return Math.abs(fa) < Math.abs(fb) ? a : b;
  let step = 0.5;
  // The width that is to be halved, and in how many steps it has not been.
  let [whole, steps] = [Infinity, 0];
  for (;;) {
    const best = Math.abs(fa) < Math.abs(fb) ? a : b;
    const width = Math.abs(b - a);
    const least = 2 ** -53 * Math.abs(best) + 5e-324;
    if (fa === 0 || !(width > 2 * least)) return best;
    if (width <= whole / 2) [whole, steps] = [width, 0];
    else if (++steps > 2) step = 0.5;
    const x = a + Math.max(least / width, Math.min(1 - least / width, step)) * (b - a);
    const fx = f(x);
    if (fx > 0 === fa > 0) [c, fc] = [a, fa];
    else [c, fc, b, fb] = [b, fb, a, fa];
    [a, fa] = [x, fx];
    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    const isSmooth = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
    step = isSmooth
      ? (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb))
      : 0.5;
  }
}

/**
 * The root above 0 of a function that rises, to the last bits of a number, from a guess of any quality: brackets it in
 * leaps of 2, 4, 16, 256 …, and halves the bracket's logarithm until it is worth calling {@link rootBetween}. 0 where
 * the function is above 0 everywhere, and Infinity where it is below.
 */
export function rootAbove0(f: (x: number) => number, guess: number): number {
  const [least, most] = [5e-324, 1.7976931348623157e308];
  let low = Math.min(Math.max(guess, least), most);
  let high = low;
  const isUp = f(low) < 0;
  for (let leap = 2; ; leap *= leap) {
    if (isUp) [low, high] = [high, Math.min(high * leap, most)];
    else [low, high] = [Math.max(low / leap, least), low];
    if (isUp ? f(high) >= 0 : f(low) < 0) break;
    if (isUp && high === most) return Infinity;
    if (!isUp && low === least) return 0;
  }
  while (high > 4 * low) {
    const middle = Math.sqrt(low) * Math.sqrt(high);
    if (f(middle) < 0) low = middle;
    else high = middle;
  }
  return rootBetween(f, low, high);
}

/** The smallest whole number from `least` to `most` that is enough; `most` if none is. More must stay enough. */
export function smallestWhole(isEnough: (n: number) => boolean, least: number, most: number): number {
  let [below, enough] = [least - 1, least];
  while (enough < most && !isEnough(enough)) {
    below = enough;
    enough = Math.min(2 * enough, most);
  }
  while (enough - below > 1) {
    const middle = below + Math.floor((enough - below) / 2);
    if (isEnough(middle)) enough = middle;
    else below = middle;
  }
  return enough;
}
