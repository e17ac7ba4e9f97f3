import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { scoreInterval } from '../../src/internal/score-interval.js';

const golden: { counts: number[]; lower: number; upper: number; tolerance: number }[] = JSON.parse(
  readFileSync(new URL('../golden/score-interval.json', import.meta.url), 'utf8'),
);

describe('scoreInterval', () => {
  test.each(golden)('of $counts, by maximising the likelihood', ({ counts, lower, upper, tolerance }) => {
    const interval = scoreInterval(counts, 1.959963984540054);
    expect(Math.abs(interval[0] - lower)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(interval[1] - upper)).toBeLessThanOrEqual(tolerance);
  });
});
