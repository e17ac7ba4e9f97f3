import { describe, expect, test } from 'vitest';
import { meanInterval } from '../../src/internal/mean-interval.js';
import { golden } from '../support/golden.js';

const table = golden<{ counts: number[]; lower: number; upper: number; tolerance: number }[]>('mean-interval');

describe('meanInterval', () => {
  test.each(table)('of $counts, by maximising the likelihood', ({ counts, lower, upper, tolerance }) => {
    const interval = meanInterval(counts, 1.959963984540054);
    expect(Math.abs(interval[0] - lower)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(interval[1] - upper)).toBeLessThanOrEqual(tolerance);
  });

  test.each([1e-200, 1e-290, 1e-300, 5e-324])('%f at the lowest rating is as good as none', (few) => {
    for (const z of [0.5, 2, 6]) {
      const [lower, upper] = meanInterval([few, 18, 0, 0.003, 12], z);
      const none = meanInterval([0, 18, 0, 0.003, 12], z);
      expect([lower, upper]).toEqual([expect.closeTo(none[0], 14), expect.closeTo(none[1], 14)]);
      const turned = meanInterval([12, 0.003, 0, 18, few], z);
      expect(turned).toEqual([expect.closeTo(1 - none[1], 14), expect.closeTo(1 - none[0], 14)]);
    }
  });

  test.each([[[1, 1e-300]], [[5e-324, 5e-324]], [[5e-324, 0, 1e-300, 5e-324]], [[1e15, 0, 5e-324]]])(
    'of %j it is on the scale',
    (counts) => {
      for (const end of meanInterval(counts, 6)) expect([end >= 0, end <= 1]).toEqual([true, true]);
    },
  );
});
