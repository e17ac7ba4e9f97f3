import { describe, expect, test } from 'vitest';
import { betaQuantile } from '../../src/internal/incomplete-beta.js';
import { gammaQuantile, gammaUpperQuantile } from '../../src/internal/incomplete-gamma.js';
import { studentQuantile } from '../../src/internal/student.js';
import { golden } from '../support/golden.js';
import { expectClose } from '../support/predicates.js';

interface Tables {
  readonly gamma: readonly (readonly [p: number, a: number, x: number])[];
  readonly upper: readonly (readonly [q: number, a: number, x: number])[];
  readonly beta: readonly (readonly [p: number, a: number, b: number, x: number, y: number])[];
  readonly student: readonly (readonly [p: number, df: number, t: number])[];
}

const { gamma, upper, beta, student } = golden<Tables>('quantiles');

/** Of small shapes x is as p^(1 / a), and the last bit of the tail is as many of x. */
const relative = (shape: number) => 1e-13 * Math.max(1, 1 / shape);

describe('quantiles agree with 30 digits', () => {
  test.each(gamma)('gamma: P = %d, a = %d', (p, a, x) => expectClose(gammaQuantile(p, a), x, relative(a)));
  test.each(upper)('gamma: Q = %d, a = %d', (q, a, x) => expectClose(gammaUpperQuantile(q, a), x, relative(a)));
  test.each(beta)('beta: p = %d, a = %d, b = %d', (p, a, b, x, y) => {
    const [mine, other] = betaQuantile(p, a, b);
    expectClose(mine, x, relative(a));
    expect(Math.abs(other - y)).toBeLessThanOrEqual(relative(a) * Math.max(x, y));
  });
  test.each(student)('student: p = %d, df = %d', (p, df, t) => expectClose(studentQuantile(p, df), t, 1e-13));
});
