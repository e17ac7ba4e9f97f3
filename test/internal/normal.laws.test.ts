import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { centralQuantile, normalQuantile, normalTail } from '../../src/internal/normal.js';
import { law } from '../support/law.js';
import { addsToOne, expectClose } from '../support/predicates.js';

const z = () => fc.double({ min: 0, max: 37, noNaN: true });

describe('normal distribution', () => {
  law(
    'the tails are complements: P(Z > z) + P(Z > −z) = 1',
    [z()],
    addsToOne(normalTail, (by) => normalTail(-by)),
  );

  law('further out there is less: a ≤ b ⇒ P(Z > b) ≤ P(Z > a)', [z(), z()], (a, b) =>
    expect(normalTail(Math.max(a, b))).toBeLessThanOrEqual(normalTail(Math.min(a, b)) * (1 + 1e-14)),
  );

  law('the tail is the integral of the density: d/dz P(Z > z) = −φ(z)', [z()], (at) => {
    // A central difference of step h is off by h²/6 · |φ''| / φ, which is below h² · z² / 6 + h².
    const h = 1e-4 / (1 + at);
    const slope = (normalTail(at - h) - normalTail(at + h)) / (2 * h);
    expectClose(slope, Math.exp((-at * at) / 2) / Math.sqrt(2 * Math.PI), 1e-7);
  });

  law('the quantile is the inverse of the tail: quantile(P(Z > z)) = −z', [z()], (at) =>
    // Near the middle the tail is near 1/2 and keeps no more than 1e-16 of z.
    expect(Math.abs(normalQuantile(normalTail(at)) + at)).toBeLessThanOrEqual(1e-13),
  );

  law(
    'the central quantile leaves equal tails: P(Z > central(γ)) = (1 − γ) / 2',
    [fc.double({ min: 0, max: 1 - 2 ** -53, noNaN: true })],
    (confidence) => expectClose(normalTail(centralQuantile(confidence)), (1 - confidence) / 2, 1e-13),
  );
});
