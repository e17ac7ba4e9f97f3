import { describe, expect, test } from 'vitest';
import { centralQuantile, normalQuantile, normalTail } from '../../src/internal/normal.js';
import { golden } from '../support/golden.js';
import { expectClose } from '../support/predicates.js';

const table = golden<Record<'tail' | 'quantile' | 'central', [number, number][]>>('normal');

describe('normal distribution', () => {
  test.each(table.tail)('the tail above %d agrees with high precision', (z, tail) =>
    expectClose(normalTail(z), tail, 2e-14),
  );
  test.each(table.quantile)('the quantile of %d agrees with high precision', (p, z) =>
    expectClose(normalQuantile(p), z, 2e-15),
  );
  test.each(table.central)('the central quantile of %d agrees with high precision', (confidence, z) =>
    expectClose(centralQuantile(confidence), z, 2e-15),
  );

  test('beyond the range of numbers the tail is 0', () => {
    expect(normalTail(38.4)).toBeGreaterThan(0);
    expect(normalTail(39)).toBe(0);
    expect(normalTail(Infinity)).toBe(0);
    expect(normalTail(-Infinity)).toBe(1);
  });
});
