import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  betaDiscreteWeibull,
  bgBb,
  bgCnbdK,
  bgNbd,
  bgNbdWithCovariates,
  gammaGamma,
  gammaGammaWithCovariates,
  gompertzNbd,
  mbgCnbdK,
  mbgNbd,
  nbd,
  paretoNbd,
  paretoNbdWithCovariates,
  shiftedBetaGeometric,
} from '../../../src/index.js';
import { expectError } from '../../support/errors.js';
import { law } from '../../support/law.js';

const models = [
  ...[bgNbd, mbgNbd, nbd, paretoNbd, gompertzNbd, bgCnbdK, mbgCnbdK, gammaGamma],
  ...[bgNbdWithCovariates, paretoNbdWithCovariates, gammaGammaWithCovariates, bgBb],
] as unknown as readonly { readonly name: string; readonly fit: (columns: object) => object | undefined }[];

/** Times and money from the least number to the greatest, and ordinary ones. */
const size = () =>
  fc.oneof(
    fc.constantFrom(10, 1, 5),
    fc.constantFrom(5e-324, 1e-310, 1e-300, 1e-150, 1e150, 1e300, 1e308, Number.MAX_VALUE),
    fc.double({ min: 5e-324, noNaN: true, noDefaultInfinity: true }),
  );
/** The counts of any customer, and of one who buys as often as can be counted. */
const count = () => fc.oneof(fc.nat(3), fc.constantFrom(1e6, 1e12, Number.MAX_SAFE_INTEGER));
const weight = () => fc.oneof(fc.constant(1), size());

/** Columns of any model: of many customers all is the same but one thing or another. */
const columns = () =>
  fc
    .tuple(
      fc.array(fc.tuple(count(), fc.constantFrom(0, 0.5, 1), size(), size(), weight(), fc.constantFrom(0, 1, 1e300)), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.constantFrom('all', 'times', 'money', 'weights'),
    )
    .map(([rows, what]) => {
      const is = (name: string) => what === 'all' || what === name;
      const repeats = rows.map(([x, , time]) => (is('times') && time > 0 ? x : Math.min(x, 5)));
      const observed = rows.map(([, , time]) => (is('times') ? time : 10));
      const last = rows.map(([, share], i) =>
        repeats[i] === 0 ? 0 : Math.max(5e-324, (share || 1e-3) * (observed[i] as number)),
      );
      const used = repeats.map((x) => Math.min(x, 5));
      return {
        histories: {
          repeats,
          lastRepeat: last,
          observed,
          meanValue: rows.map(([, , , value]) => (is('money') ? value : 10)),
          weights: rows.map(([, , , , each]) => (is('weights') ? each : 1)),
          covariates: { x: rows.map(([, , , , , x]) => x) },
        },
        opportunities: { repeats: used, lastRepeat: used, opportunities: used.map((x) => x + 2) },
      };
    });

/** All numbers are finite, in whatever it is. */
function expectNumbers(found: unknown, path = ''): void {
  if (typeof found === 'number') expect(Number.isFinite(found), `${path} is ${found}`).toBe(true);
  else if (found !== null && typeof found === 'object') {
    for (const [name, value] of Object.entries(found)) expectNumbers(value, `${path}.${name}`);
  }
}

/** What a refusal says of data that are valid, and too near the ends of numbers. */
const SCALE =
  /the weights must sum to a number|the data are too large, too small or too far apart|the numbers are too large to compute with/;

function expectFitOrRefusal(fit: () => unknown): void {
  let found: unknown;
  try {
    found = fit();
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    expect((error as Error).message).toMatch(SCALE);
  }
  expectNumbers(found);
}

describe('fits of extreme data', () => {
  law(
    'all that a fit says is finite numbers, or it refuses and says that it is the scale of the data',
    [fc.constantFrom(...models), columns()],
    (model, { histories, opportunities }) => {
      const data = model.name === 'bgBb' ? { ...opportunities, weights: histories.weights } : histories;
      expectFitOrRefusal(() => model.fit(data));
    },
    [],
    3000,
  );

  law(
    'the same of survivors',
    [
      fc.constantFrom(shiftedBetaGeometric, betaDiscreteWeibull),
      fc.array(fc.array(size(), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 }),
    ],
    (model, cohorts) => {
      expectFitOrRefusal(() => model.fit(cohorts.map((cohort) => cohort.toSorted((a, b) => b - a))));
    },
  );

  test('refusals say what is wrong', () => {
    const data = { repeats: [1, 2, 0], lastRepeat: [3, 2, 0], observed: [4, 4, 4] };
    const weights = 'the weights must sum to a number from 1e-300 up that is finite: count customers in other units';
    expectError(() => bgNbd.fit({ ...data, weights: [1e308, 1e308, 1] }), `RangeError: bgNbd.fit: ${weights}`);
    expectError(() => nbd.fit({ ...data, weights: [5e-324, 5e-324, 5e-324] }), `RangeError: nbd.fit: ${weights}`);
    const scale =
      'the data are too large, too small or too far apart to compute with: count times, money or weights in other units';
    const late = { ...data, observed: [1.7e308, 1.7e308, 1.7e308] };
    expectError(() => paretoNbd.fit(late), `RangeError: paretoNbd.fit: ${scale}`);
    const { repeats } = data;
    expectError(
      () => gammaGamma.fit({ repeats, meanValue: [1e308, 1e308, 1] }),
      `RangeError: gammaGamma.fit: ${scale}`,
    );
    expectError(
      () =>
        shiftedBetaGeometric.fit([
          [1e308, 1],
          [1e308, 1],
        ]),
      'RangeError: shiftedBetaGeometric.fit: the numbers are too large to compute with',
    );
  });

  test('money of one value only: the likelihood has no end, and the fit says why', () => {
    for (const spendings of [
      { repeats: [1], meanValue: [10] },
      { repeats: [2, 3], meanValue: [10, 10] },
      { repeats: [1, 2, 3], meanValue: [1, 5, 3], weights: [1e-200, 1, 1e200] },
    ]) {
      expect(gammaGamma.fit(spendings)?.diagnosis).toEqual({
        kind: 'boundary',
        message: 'p runs to infinity, q runs to infinity: all purchases of all customers seem to have the same value',
      });
    }
  });
});
