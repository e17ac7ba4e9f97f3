import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { sum } from '../../src/internal/sum.js';
import { balance } from '../support/arbitraries.js';
import { law } from '../support/law.js';

describe('sum', () => {
  law(
    'it is exact where the exact sum is a number: Σ of integers up to 2^50 = their sum as big integers',
    [fc.array(fc.integer({ min: -(2 ** 50), max: 2 ** 50 }), { maxLength: 1000 })],
    (terms) => {
      const exact = terms.reduce((total, term) => total + BigInt(term), 0n);
      expect(sum(terms)).toBe(Number(exact));
    },
  );

  law('what is added and taken away again leaves the rest: Σ(a, b, −b) = a', [balance(), balance()], (a, b) => {
    expect(sum([a, b, -b])).toBe(a);
    expect(sum([b, a, -b])).toBe(a);
  });
});
