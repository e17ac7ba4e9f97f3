import { describe, expect, test } from 'vitest';
import { bgNbd, bgNbdWithCovariates, holdoutFit, nbd } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { expectClose } from '../../support/predicates.js';

const parameters = { r: 0.5, alpha: 10 };
const histories = { repeats: [2, 0], lastRepeat: [5, 0], observed: [40, 30] };

describe('holdoutFit', () => {
  const holdout = { duration: 20, purchases: [2, 1] };

  test('NBD by hand: (r + x) / (α + T) · duration', () => {
    const fit = holdoutFit(nbd, parameters, histories, holdout);
    expect(fit?.rows).toHaveLength(8);
    expect(fit?.rows[1]).toEqual({
      ...{ repeats: 1, customers: 0, expected: undefined, actual: undefined, expectedSilent: undefined },
      ...{ actualSilent: undefined, meanLogScore: undefined, rootMeanSquaredError: undefined },
    });
    expect(fit?.rows[2]).toMatchObject({ repeats: 2, customers: 1, expected: 1, actual: 2, actualSilent: 0 });
    expect(fit?.rows[2]?.rootMeanSquaredError).toBe(1);
    expectClose(fit?.expected, 1.25);
    expectClose(fit?.meanAbsoluteError, (1 + 0.75) / 2);
    expect(
      holdoutFit(nbd, parameters, { repeats: [], lastRepeat: [], observed: [] }, { duration: 1, purchases: [] }),
    ).toBeUndefined();
  });

  test('scores by hand: NBD(r + x) with p = (α + T) / (α + T + duration); errors −1 and −¾, without a model −1 and −1', () => {
    const fit = holdoutFit(nbd, parameters, histories, holdout);
    const [first, second] = [50 / 70, 40 / 60];
    const two = ((2.5 * 3.5) / 2) * first ** 2.5 * (1 - first) ** 2;
    const one = 0.5 * second ** 0.5 * (1 - second);
    expectClose(fit?.meanLogScore, (Math.log(two) + Math.log(one)) / 2);
    expectClose(fit?.rows[2]?.meanLogScore, Math.log(two));
    expectClose(fit?.expectedSilent, first ** 2.5 + second ** 0.5);
    expectClose(fit?.rows[0]?.expectedSilent, second ** 0.5);
    expect(fit?.actualSilent).toBe(0);
    expectClose(fit?.bias, -0.875);
    expectClose(fit?.rootMeanSquaredError, Math.sqrt((1 + 0.5625) / 2));
    // 2 of 40, for 20, is 1; none is none.
    expect(fit?.naive).toEqual({
      ownRate: { bias: -1, rootMeanSquaredError: 1, meanAbsoluteError: 1 },
      nothing: { bias: -1.5, rootMeanSquaredError: Math.sqrt(2.5), meanAbsoluteError: 1.5 },
    });
  });

  test('what has no probability counts as 5e-324, and without counts or their probabilities there is no log score', () => {
    const impossible = holdoutFit(nbd, parameters, histories, { duration: 0, purchases: [0, 1] });
    expectClose(impossible?.meanLogScore, Math.log(5e-324) / 2);
    expect([impossible?.expectedSilent, impossible?.actualSilent]).toEqual([2, 1]);
    const { conditionalPurchaseCountProbability: _, ...other } = nbd;
    for (const fit of [
      holdoutFit(nbd, parameters, histories, holdout, { counts: false }),
      holdoutFit(other, parameters, histories, holdout),
    ]) {
      expect([fit?.meanLogScore, fit?.expectedSilent, fit?.rows[2]?.meanLogScore]).toEqual(Array(3).fill(undefined));
      expect([fit?.rows[2]?.expectedSilent, fit?.rows[2]?.actualSilent]).toEqual([undefined, 0]);
      expectClose(fit?.bias, -0.875);
    }
  });

  test('takes models with covariates', () => {
    const covariates = { referred: [1, 0, 0] };
    const known = { ...{ r: 1, alpha: 10, a: 1, b: 3 }, purchases: { referred: Math.log(2) }, dropout: {} };
    const alike = { repeats: [2, 2, 2], lastRepeat: [5, 5, 5], observed: [40, 40, 40], covariates };
    const fit = holdoutFit(bgNbdWithCovariates, known, alike, { duration: 20, purchases: [1, 1, 1] });
    expectClose(
      fit?.expected,
      bgNbdWithCovariates.expectedPurchases(known, alike, { to: 20 }).reduce((sum, each) => sum + each, 0),
    );
    // Referred customers buy as others do in twice the time: α is halved.
    const log = (alpha: number) =>
      Math.log(
        bgNbd.conditionalPurchaseCountProbability(
          { r: 1, alpha, a: 1, b: 3 },
          { repeats: 2, lastRepeat: 5, observed: 40 },
          1,
          { duration: 20 },
        ),
      );
    expectClose(fit?.meanLogScore, (log(5) + 2 * log(10)) / 3);
  });

  test('refuses what is none of these', () => {
    const ask = (change: object, orMore?: number) => () =>
      holdoutFit(nbd, parameters, histories, { ...holdout, ...change }, { orMore });
    expectError(
      () => holdoutFit(nbd, parameters, histories, holdout, untyped({ ormore: 3 })),
      'TypeError: holdoutFit: there is no option "ormore": did you mean orMore?',
    );
    expectError(
      ask({ purchases: [1, 0.5] }),
      'RangeError: holdoutFit: purchases[1] must be a whole number from 0 to 1000000000000000, got 0.5',
    );
    expectError(ask({ duration: -1 }), 'RangeError: holdoutFit: duration must be a finite number >= 0, got -1');
    expectError(
      ask({ purchases: [1] }),
      'RangeError: holdoutFit: purchases must have 2 entries, one a customer, got 1',
    );
    expectError(
      ask({ purchases: [1, -1] }),
      'RangeError: holdoutFit: purchases[1] must be a whole number from 0 to 1000000000000000, got -1',
    );
    expectError(ask({}, 1.5), 'RangeError: holdoutFit: orMore must be a whole number from 1 to 1000, got 1.5');
    expectError(
      () => holdoutFit(nbd, parameters, { ...histories, observed: [4, 30] }, holdout),
      'RangeError: nbd.expectedPurchases: lastRepeat[0] must be at most observed (4), got 5',
    );
    expectError(
      () => holdoutFit(nbd, parameters, untyped(undefined), holdout),
      'TypeError: holdoutFit: repeats must be an array or a typed array, got undefined',
    );
    expectError(
      () => holdoutFit(untyped<typeof nbd>(undefined), parameters, histories, holdout),
      'TypeError: holdoutFit: model.expectedPurchases must be a function, got undefined',
    );
  });
});
