import { describe, expect, test } from 'vitest';
import { type NpsCounts, npsEstimate, npsPoststratified } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';
import { golden } from '../support/golden.js';
import { expectClose } from '../support/predicates.js';

interface Golden {
  strata: [number, number, number][];
  shares: number[];
  confidence: number;
  value: number;
  lower: number;
  upper: number;
  effective: number;
}

const table = golden<{ poststratified: Golden[] }>('nps-weighted');

const free: NpsCounts = Object.freeze({ promoters: 30, passives: 40, detractors: 30 });
const paid: NpsCounts = Object.freeze({ promoters: 60, passives: 30, detractors: 10 });
const none: NpsCounts = { promoters: 0, passives: 0, detractors: 0 };
const strata: ReadonlyMap<string, NpsCounts> = new Map([
  ['free', free],
  ['paid', paid],
]);
const shares = new Map([
  ['free', 0.8],
  ['paid', 0.2],
]);

describe('npsPoststratified', () => {
  test('each stratum counts with its share of the population', () => {
    const estimate = npsPoststratified(strata, shares);
    expect(estimate?.value).toBe(10);
    expect(estimate?.responses).toBe(200);
    expect(estimate?.confidence).toBe(0.95);
  });

  test.each(table.poststratified)('agrees with the definition, survey %#', (row) => {
    const estimate = npsPoststratified(
      new Map(row.strata.map(([promoters, passives, detractors], i) => [i, { promoters, passives, detractors }])),
      new Map(row.shares.map((share, i) => [i, share])),
      { confidence: row.confidence },
    );
    expect(Math.abs((estimate?.value ?? Number.NaN) - row.value)).toBeLessThanOrEqual(1e-11);
    expect(Math.abs((estimate?.lower ?? Number.NaN) - row.lower)).toBeLessThanOrEqual(1e-8);
    expect(Math.abs((estimate?.upper ?? Number.NaN) - row.upper)).toBeLessThanOrEqual(1e-8);
    expectClose(estimate?.effectiveResponses, row.effective, 1e-11);
  });

  test('a stratum of the population without responses leaves no answer', () => {
    expect(npsPoststratified(new Map([['free', free]]), shares)).toBeUndefined();
    expect(npsPoststratified(new Map([...strata, ['paid', none]]), shares)).toBeUndefined();
  });

  test('a stratum of share 0 is left out, with its responses', () => {
    const all = new Map([
      ['free', 1],
      ['paid', 0],
    ]);
    const estimate = npsPoststratified(strata, all);
    const plain = npsEstimate(free);
    expect(estimate).toMatchObject({ value: plain?.value, responses: 100 });
    expectClose(estimate?.effectiveResponses, 100);
    expectClose(estimate?.lower, plain?.lower, 1e-9);
  });

  test('names of built-in properties are ordinary strata', () => {
    const odd = new Map([['__proto__', free]]);
    expect(npsPoststratified(odd, new Map([['__proto__', 1]]))?.value).toBe(0);
  });

  test('shares may be off by rounding, and the score stays on its scale', () => {
    const all = { promoters: 3, passives: 0, detractors: 0 };
    const thirds = new Map([1, 2, 3].map((k) => [k, 0.3333333333] as const));
    const estimate = npsPoststratified(new Map([1, 2, 3].map((k) => [k, all] as const)), thirds);
    expect(estimate?.value).toBeCloseTo(100, 12);
    expect(estimate?.upper).toBeLessThanOrEqual(100);
  });

  test.each([
    [
      new Map([
        ['free', 0.8],
        ['paid', 0.3],
      ]),
      'RangeError: npsPoststratified: populationShares must sum to 1, got 1.1',
    ],
    [
      new Map([
        ['free', 80],
        ['paid', 20],
      ]),
      'RangeError: npsPoststratified: populationShares.get("free") must be a fraction from 0 to 1, got 80: did you mean 0.8?',
    ],
    [
      new Map([
        ['free', 1.2],
        ['paid', -0.2],
      ]),
      'RangeError: npsPoststratified: populationShares.get("free") must be a fraction from 0 to 1, got 1.2: did you mean 0.012?',
    ],
    [
      new Map([['free', 1]]),
      'RangeError: npsPoststratified: populationShares must have every stratum, and has no "paid"',
    ],
    [
      new Map([
        ['free', 0.75],
        ['paid', 0.25 + 2 ** -20],
      ]),
      `RangeError: npsPoststratified: populationShares must sum to 1, got 1.00000095367: divide each by the sum`,
    ],
    [new Map(), 'RangeError: npsPoststratified: populationShares must sum to 1, got 0'],
    [{ free: 0.8, paid: 0.2 }, 'TypeError: npsPoststratified: populationShares must be a Map, got object'],
  ])('refuses the shares %o', (populationShares, error) =>
    expectError(() => npsPoststratified(strata, untyped(populationShares)), error),
  );

  test('refuses strata that are not a Map of counts, and a confidence in percent', () => {
    expectError(
      () => npsPoststratified(untyped<typeof strata>({ free }), shares),
      'TypeError: npsPoststratified: strata must be a Map, got object',
    );
    expectError(
      () => npsPoststratified(new Map([...strata, ['paid', untyped<NpsCounts>({ promoters: 1 })]]), shares),
      'TypeError: npsPoststratified: strata.get("paid").passives must be from 0 to 1e15, got undefined',
    );
    expectError(
      () => npsPoststratified(strata, shares, { confidence: 90 }),
      'RangeError: npsPoststratified: confidence must be a fraction above 0 and below 1, got 90: did you mean 0.9?',
    );
  });

  test('counts of any size, however small', () => {
    for (const n of [1e-320, 5e-324, 1e-200]) {
      const estimate = npsPoststratified(
        new Map([[1, { promoters: n, passives: 0, detractors: 0 }]]),
        new Map([[1, 1]]),
      );
      expect(estimate).toMatchObject({ value: 100, upper: 100, responses: n, effectiveResponses: n });
      expect(estimate?.lower).toBeGreaterThanOrEqual(-100);
    }
  });
});
