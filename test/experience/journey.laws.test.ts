import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { journeyScore, type Touchpoint } from '../../src/index.js';
import { factor } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import { expectClose, neverFalls, unmovedBy } from '../support/predicates.js';

const touchpoint = (): fc.Arbitrary<Touchpoint> =>
  fc.record({ score: fc.double({ min: 1e-3, max: 100, noNaN: true }), weight: fc.integer({ min: 1, max: 50 }) });
const journey = () => fc.array(touchpoint(), { minLength: 1, maxLength: 20 });
const score = (list: readonly Touchpoint[]) => journeyScore(list);

describe('journeyScore', () => {
  law('lowest ≤ journey ≤ highest score', [journey()], (list) => {
    const scores = list.map((each) => each.score);
    expect(journeyScore(list)).toBeGreaterThanOrEqual(Math.min(...scores));
    expect(journeyScore(list)).toBeLessThanOrEqual(Math.max(...scores));
  });

  law('a touchpoint of weight w is w touchpoints: journey = mean of wᵢ times scoreᵢ', [journey()], (list) => {
    const each = list.flatMap(({ score, weight }) => Array<number>(weight).fill(score));
    expectClose(journeyScore(list), each.reduce((total, score) => total + score, 0) / each.length);
  });

  law(
    'only the ratios of the weights matter: journey(k · w) = journey(w)',
    [journey(), factor()],
    unmovedBy(score, (list, k: number): readonly Touchpoint[] =>
      list.map(({ score, weight }) => ({ score, weight: k * weight })),
    ),
  );

  law(
    'another scale: journey(a + b·score) = a + b·journey(score)',
    [journey(), fc.integer({ min: 0, max: 100 }), factor()],
    (list, a, b) => {
      const scaled = journeyScore(list.map(({ score, weight }) => ({ score: a + b * score, weight })));
      expectClose(scaled, a + b * (journeyScore(list) as number));
    },
  );

  law(
    'a better touchpoint never lowers it',
    [journey(), fc.double({ min: 0, max: 100, noNaN: true })],
    (list, better) =>
      neverFalls(score, ([first, ...rest]): readonly Touchpoint[] => {
        const { score, weight } = first as Touchpoint;
        return [{ score: Math.max(score, better), weight }, ...rest];
      })(list),
  );

  law(
    'more weight on a touchpoint draws the journey towards it',
    [journey(), fc.integer({ min: 0, max: 1000 })],
    ([first, ...rest], more) => {
      const { score, weight } = first as Touchpoint;
      const distance = (w: number) => Math.abs((journeyScore([{ score, weight: w }, ...rest]) as number) - score);
      expect(distance(weight + more)).toBeLessThanOrEqual(distance(weight) + 1e-12 * 100);
    },
  );
});
