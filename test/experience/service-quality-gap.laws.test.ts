import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type ServiceQualityDimension, serviceQualityGap } from '../../src/index.js';
import { law } from '../support/law.js';

const rating = () => fc.double({ min: 1, max: 7, noNaN: true });
const dimension = (): fc.Arbitrary<ServiceQualityDimension> =>
  fc.record({
    name: fc.string(),
    expectation: rating(),
    perception: rating(),
    importance: fc.integer({ min: 0, max: 100 }),
  });
const dimensions = () =>
  fc
    .array(dimension(), { minLength: 1, maxLength: 10 })
    .filter((list) => list.some(({ importance }) => importance > 0));
const gapsOf = (list: readonly ServiceQualityDimension[]) => {
  const gaps = serviceQualityGap(list);
  if (!gaps) throw new Error('no dimensions');
  return gaps;
};
const total = (list: readonly number[]) => list.reduce((sum, each) => sum + each, 0);
const expectNear = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(1e-13 * 6);

describe('serviceQualityGap', () => {
  law(
    'the weights sum to 1, and the weighted gaps to the weighted gap: Σ wᵢ = 1, Σ wᵢ·gapᵢ = weighted',
    [dimensions()],
    (list) => {
      const { dimensions, weighted } = gapsOf(list);
      expectNear(total(dimensions.map(({ weight }) => weight)), 1);
      expectNear(total(dimensions.map(({ weightedGap }) => weightedGap)), weighted);
    },
  );

  law('a gap is what was got minus what was expected, by definition', [dimensions()], (list) => {
    const { dimensions, weighted, unweighted } = gapsOf(list);
    const importance = total(list.map((each) => each.importance));
    list.forEach(({ name, expectation, perception }, index) => {
      expect(dimensions[index]?.name).toBe(name);
      expect(dimensions[index]?.gap).toBe(perception - expectation);
    });
    const side = (which: 'perception' | 'expectation', weight: (each: ServiceQualityDimension) => number) =>
      total(list.map((each) => weight(each) * each[which]));
    const byImportance = (each: ServiceQualityDimension) => each.importance / importance;
    const alike = () => 1 / list.length;
    expectNear(weighted, side('perception', byImportance) - side('expectation', byImportance));
    expectNear(unweighted, side('perception', alike) - side('expectation', alike));
  });

  law('both means lie between the smallest and the largest gap', [dimensions()], (list) => {
    const { dimensions, weighted, unweighted } = gapsOf(list);
    const gaps = dimensions.map(({ gap }) => gap);
    for (const mean of [weighted, unweighted]) {
      expect(mean).toBeGreaterThanOrEqual(Math.min(...gaps));
      expect(mean).toBeLessThanOrEqual(Math.max(...gaps));
    }
  });

  law(
    'points or shares: only the ratios of importance matter',
    [dimensions(), fc.integer({ min: 1, max: 1000 })],
    (list, k) =>
      expectNear(
        gapsOf(list.map((each) => ({ ...each, importance: each.importance / k }))).weighted,
        gapsOf(list).weighted,
      ),
  );

  law(
    'alike in importance, the weighted gap is the unweighted one',
    [dimensions(), fc.integer({ min: 1, max: 100 })],
    (list, importance) => {
      const { weighted, unweighted } = gapsOf(list.map((each) => ({ ...each, importance })));
      expectNear(weighted, unweighted);
    },
  );

  law('expecting what one gets and getting what one expects negates every gap', [dimensions()], (list) => {
    const back = gapsOf(list.map((each) => ({ ...each, expectation: each.perception, perception: each.expectation })));
    expectNear(back.weighted, -gapsOf(list).weighted);
    expectNear(back.unweighted, -gapsOf(list).unweighted);
  });
});
