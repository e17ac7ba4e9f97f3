import { describe, expect, test } from 'vitest';
import { nbd, purchaseCountFit } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { expectClose } from '../../support/predicates.js';

const parameters = { r: 0.5, alpha: 10 };
const histories = { repeats: [2, 0], lastRepeat: [5, 0], observed: [40, 30] };

describe('purchaseCountFit', () => {
  test('NBD by hand: P(X(T) = 0) = √(α / (α + T)) for r = ½', () => {
    const fit = purchaseCountFit(nbd, parameters, { ...histories, weights: [10, 20] }, { orMore: 1 });
    const none = 10 * Math.sqrt(10 / 50) + 20 * Math.sqrt(10 / 40);
    expectClose(fit?.counts[0]?.expected, none);
    expectClose(fit?.counts[1]?.expected, 30 - none);
    expect(fit?.counts.map(({ observed }) => observed)).toEqual([20, 10]);
    expectClose(fit?.statistic, (20 - none) ** 2 / none + (20 - none) ** 2 / (30 - none));
    expect(fit?.degreesOfFreedom).toBe(-1);
    // 2 (1 − Φ(√statistic)), with a degree of freedom.
    expect(fit?.pValue?.lower).toBe(0);
    expectClose(fit?.pValue?.upper, 0.04341020091988229, 1e-12);
    expect(fit?.pooled).toEqual(fit?.counts);
  });

  test('two customers make one bin; nobody makes none', () => {
    const fit = purchaseCountFit(nbd, parameters, histories);
    expect(fit?.counts).toHaveLength(11);
    expect(fit?.pooled).toHaveLength(1);
    expectClose((fit?.statistic as number) + 1, 1);
    expect(purchaseCountFit(nbd, parameters, { repeats: [], lastRepeat: [], observed: [] })).toBeUndefined();
  });

  test('refuses what is none of these', () => {
    const name = 'purchaseCountFit';
    expectError(
      () => purchaseCountFit(untyped<typeof nbd>({}), parameters, histories),
      `TypeError: ${name}: model.purchaseCountProbability must be a function, got undefined`,
    );
    expectError(
      () => purchaseCountFit(nbd, parameters, histories, untyped({ most: 3 })),
      `TypeError: ${name}: there is no option "most", only orMore`,
    );
    expectError(
      () => purchaseCountFit(nbd, parameters, histories, { orMore: 0 }),
      `RangeError: ${name}: orMore must be a whole number from 1 to 1000, got 0`,
    );
    expectError(
      () => purchaseCountFit(nbd, parameters, untyped({ repeats: 0, lastRepeat: 0, observed: 1 })),
      `TypeError: ${name}: repeats must be an array or a typed array, got 0`,
    );
    expectError(
      () => purchaseCountFit(nbd, { r: -1, alpha: 1 }, histories),
      'RangeError: nbd.purchaseCountProbability: r must be a finite number > 0, got -1',
    );
    expectError(
      () => purchaseCountFit(nbd, parameters, histories, untyped(null)),
      `TypeError: ${name}: options must be an object, got null`,
    );
  });
});
