import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { customerEffortMean, type SatisfactionQuestion, satisfactionIndex } from '../../src/index.js';
import { answered, histogramOn, histograms, raised, turned, unfold } from '../support/experience.js';
import { law } from '../support/law.js';
import { neverFalls, unmovedBy } from '../support/predicates.js';

const question = () => fc.record({ ratings: histograms().filter(answered), weight: fc.integer({ min: 1, max: 100 }) });
const questions = () => fc.array(question(), { minLength: 1, maxLength: 4 });
const value = (list: readonly SatisfactionQuestion[]) => satisfactionIndex(list)?.value;
const ends = ['value', 'lower', 'upper'] as const;

describe('satisfactionIndex', () => {
  law('0 ≤ lower ≤ index ≤ upper ≤ 100', [questions()], (list) => {
    const { value, lower, upper } = satisfactionIndex(list) ?? { value: -1, lower: -1, upper: -1 };
    expect(lower).toBeGreaterThanOrEqual(0);
    expect(lower).toBeLessThanOrEqual(value);
    expect(value).toBeLessThanOrEqual(upper);
    expect(upper).toBeLessThanOrEqual(100);
  });

  law(
    'it is the published form: 100 · (Σ wᵢ·x̄ᵢ − Σ wᵢ) / (9 · Σ wᵢ) of ratings from 1 to 10',
    [
      fc.array(
        fc.record({ ratings: histogramOn({ min: 1, max: 10 }, fc.nat(20)), weight: fc.integer({ min: 1, max: 9 }) }),
        { minLength: 1, maxLength: 3 },
      ),
    ],
    (list) => {
      fc.pre(list.every(({ ratings }) => answered(ratings)));
      const totalWeight = list.reduce((total, { weight }) => total + weight, 0);
      const weighted = list.reduce((total, { ratings, weight }) => {
        const all = unfold(ratings);
        return total + (weight * all.reduce((sum, rating) => sum + rating, 0)) / all.length;
      }, 0);
      expect(
        Math.abs((value(list) as number) - (100 * (weighted - totalWeight)) / (9 * totalWeight)),
      ).toBeLessThanOrEqual(1e-11);
    },
  );

  law(
    'the weights need not sum to 1: index(k · w) = index(w)',
    [questions(), fc.integer({ min: 1, max: 1000 })],
    unmovedBy(value, (list: readonly SatisfactionQuestion[], k: number) =>
      list.map(({ ratings, weight }) => ({ ratings, weight: k * weight })),
    ),
  );

  law('one question is its mean, brought to 0 to 100, with its interval', [question()], (one) => {
    const [index, mean] = [satisfactionIndex([one]), customerEffortMean(one.ratings)];
    const { min, max } = one.ratings;
    for (const end of ends) {
      expect(
        Math.abs((index?.[end] as number) - (100 * ((mean?.[end] as number) - min)) / (max - min)),
      ).toBeLessThanOrEqual(1e-11);
    }
  });

  law('the same question twice is as good as once', [question(), fc.integer({ min: 1, max: 9 })], (one, weight) => {
    for (const end of ends) {
      const twice = satisfactionIndex([one, { ...one, weight }])?.[end] as number;
      expect(Math.abs(twice - (satisfactionIndex([one])?.[end] as number))).toBeLessThanOrEqual(1e-11);
    }
  });

  law('raising a rating never lowers the index', [questions(), fc.nat(), fc.nat()], (list, from, to) =>
    neverFalls(value, (before: readonly SatisfactionQuestion[]) =>
      before.map(({ ratings, weight }, at) => ({ weight, ratings: at ? ratings : raised(ratings, from, to) })),
    )(list),
  );

  law('all scales turned round: index(turned) = 100 − index', [questions()], (list) => {
    const back = value(list.map(({ ratings, weight }) => ({ ratings: turned(ratings), weight }))) as number;
    expect(Math.abs(back - (100 - (value(list) as number)))).toBeLessThanOrEqual(1e-11);
  });
});
