/** A source of random numbers, evenly spread from 0 to below 1 in steps of 2^-53. */
export type Random = () => number;

/**
 * A seeded source: the same numbers for the same seed, a whole number below 2^32, on every engine. Integer arithmetic
 * only: xoshiro128**, with its state filled by a counter through a mixing function (the finaliser of MurmurHash3).
 *
 * @see David Blackman and Sebastiano Vigna (2021), "Scrambled Linear Pseudorandom Number Generators", ACM Transactions
 * on Mathematical Software 47(4), article 36.
 */
export function seededRandom(seed: number): Random {
  let counter = seed;
  const fill = (): number => {
    counter = (counter + 0x9e3779b9) | 0;
    let mixed = Math.imul(counter ^ (counter >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
  };
  let [a, b, c, d] = [fill(), fill(), fill(), fill()];
  const next = (): number => {
    const word = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return word;
  };
  return () => ((next() >>> 5) * 0x4000000 + (next() >>> 6)) / 2 ** 53;
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
