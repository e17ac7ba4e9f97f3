import { describe, expect, test } from 'vitest';
import { interpolatedByOctave } from '../../src/internal/octave-interpolation.js';
import { expectClose } from '../support/predicates.js';

describe('interpolatedByOctave', () => {
  test('is the function itself, to 1e-13, at any scale and whatever else is asked', () => {
    // The nearest singularities are at angles of π / 2.
    const f = (x: number, scale: number): number => (x + 1) / (1 + scale * scale) ** (x / 3 + 0.5);
    const interpolated = interpolatedByOctave(f);
    for (let i = 0; i < 3000; i++) {
      const [x, scale] = [i % 3, 2 ** (((i * 7919) % 3000) / 300 - 5)];
      expectClose(interpolated(x, scale), f(x, scale), 1e-13);
    }
  });

  test('asks for each octave a few times only', () => {
    let asked = 0;
    const interpolated = interpolatedByOctave((_, scale) => {
      asked++;
      return scale;
    });
    for (let i = 0; i < 1000; i++) expectClose(interpolated(7, 8 + i / 125), 8 + i / 125, 1e-14);
    expect(asked).toBe(36);
    // Another x, another octave.
    interpolated(8, 8);
    interpolated(7, 16);
    expect(asked).toBe(38);
  });

  test('a few answers are the function’s own, and the ends of octaves belong to one', () => {
    const interpolated = interpolatedByOctave((x, scale) => x + scale);
    expect(interpolated(3, 0.3)).toBe(3.3);
    for (let i = 0; i < 100; i++) expectClose(interpolated(0, 0.25), 0.25);
    for (let i = 0; i < 100; i++) expectClose(interpolated(0, 0.49999999999999994), 0.5);
  });
});
