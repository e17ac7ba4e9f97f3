import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/internal/random.js';

describe('seededRandom', () => {
  test('the same seed gives the same numbers, another seed others', () => {
    const numbers = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    expect(numbers(1)).toEqual(numbers(1));
    expect(numbers(1)).not.toEqual(numbers(2));
    // So that another release, another engine and another machine give them too.
    expect(numbers(1)).toEqual(FIRST_OF_SEED_1);
  });

  test('evenly spread: each of 64 slots gets its share, by a χ² test', () => {
    const random = seededRandom(7);
    const slots = new Array<number>(64).fill(0);
    for (let i = 0; i < 640_000; i++) {
      const number = random();
      const slot = Math.floor(64 * number);
      slots[slot] = (slots[slot] ?? Number.NaN) + 1;
    }
    expect(slots.length).toBe(64);
    const chi2 = slots.reduce((sum, seen) => sum + (seen - 10_000) ** 2 / 10_000, 0);
    // χ² with 63 degrees of freedom is between 27 and 117 but for one time in 10,000.
    expect(chi2).toBeGreaterThan(27);
    expect(chi2).toBeLessThan(117);
  });
});

const FIRST_OF_SEED_1 = [
  0.5686059948349658, 0.8893939367683266, 0.4705824180198359, 0.35296769838967534, 0.33645951642765937,
];
