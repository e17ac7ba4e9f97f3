import { describe, expect, test } from 'vitest';
import { wilsonInterval } from '../../src/internal/wilson.js';

describe('wilsonInterval', () => {
  // Newcombe (1998), table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i, as published', (k, n, lower, upper) => {
    const interval = wilsonInterval(k, n, 1.959963984540054);
    expect(interval.map((end) => +end.toFixed(4))).toEqual([lower, upper]);
  });

  test('all of a finite population asked, nothing is left to chance', () => {
    expect(wilsonInterval(3, 4, 1.96, 4)).toEqual([0.75, 0.75]);
    expect(wilsonInterval(1, 1, 1.96, 1)).toEqual([1, 1]);
  });

  test('of a population of 1 or less, in weights, it shrinks by nothing unless all were asked', () => {
    const whole = wilsonInterval(0.2, 0.5, 2);
    for (const population of [1.0001, 1, 0.8, 0.5000001]) {
      expect(wilsonInterval(0.2, 0.5, 2, population)).toEqual(whole);
    }
    expect(wilsonInterval(0.2, 0.5, 2, 0.5)).toEqual([0.4, 0.4]);
  });

  test('of a finite population: z² shrinks by (N − n)/(N − 1)', () => {
    const [n, N] = [100, 397];
    const shrunk = wilsonInterval(30, n, 2 * Math.sqrt((N - n) / (N - 1)));
    expect(wilsonInterval(30, n, 2, N)).toEqual([expect.closeTo(shrunk[0], 14), expect.closeTo(shrunk[1], 14)]);
  });
});
