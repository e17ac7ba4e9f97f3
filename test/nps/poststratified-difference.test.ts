import { describe, expect, test } from 'vitest';
import { npsPoststratifiedDifference } from '../../src/index.js';
import { seededRandom } from '../../src/internal/random.js';
import { expectError, untyped } from '../support/errors.js';

const before = new Map([
  ['free', { promoters: 30, passives: 40, detractors: 30 }],
  ['paid', { promoters: 60, passives: 30, detractors: 10 }],
]);
const after = new Map([
  ['free', { promoters: 50, passives: 30, detractors: 20 }],
  ['paid', { promoters: 61, passives: 30, detractors: 9 }],
]);
const shares = new Map([
  ['free', 0.8],
  ['paid', 0.2],
]);

describe('npsPoststratifiedDifference', () => {
  test('is the change at one make-up of the population: 0.8 · 30 + 0.2 · 2', () => {
    const change = npsPoststratifiedDifference(before, after, shares);
    expect(change?.value).toBeCloseTo(24.4, 12);
    expect(change).toMatchObject({ responsesBefore: 200, responsesAfter: 200, confidence: 0.95 });
  });

  test('a stratum without responses in either survey leaves no answer', () => {
    const free = new Map([...before].slice(0, 1));
    expect(npsPoststratifiedDifference(free, after, shares)).toBeUndefined();
    expect(npsPoststratifiedDifference(before, free, shares)).toBeUndefined();
  });

  test('where no stratum changed, about 5% of pairs of surveys say that it did, whoever answered', () => {
    const random = seededRandom(7);
    const survey = (free: number, paid: number) => {
      const stratum = (n: number, p: number, q: number) => {
        const counts = { promoters: 0, passives: 0, detractors: 0 };
        for (let i = 0; i < n; i++) {
          const at = random();
          counts[at < p ? 'promoters' : at < p + q ? 'detractors' : 'passives']++;
        }
        return counts;
      };
      return new Map([
        ['free', stratum(free, 0.3, 0.4)],
        ['paid', stratum(paid, 0.6, 0.1)],
      ]);
    };
    const pairs = 3000;
    let alarms = 0;
    for (let pair = 0; pair < pairs; pair++) {
      const change = npsPoststratifiedDifference(survey(100, 60), survey(30, 130), shares);
      if ((change?.pValue ?? Number.NaN) < 0.05) alarms++;
    }
    expect(alarms / pairs).toBeGreaterThan(0.035);
    expect(alarms / pairs).toBeLessThan(0.065);
  });

  test.each([
    [{}, after, shares, {}, 'TypeError: npsPoststratifiedDifference: before must be a Map, got object'],
    [before, undefined, shares, {}, 'TypeError: npsPoststratifiedDifference: after must be a Map, got undefined'],
    [
      before,
      new Map([['other', { promoters: 1, passives: 1, detractors: 1 }]]),
      shares,
      {},
      'RangeError: npsPoststratifiedDifference: populationShares must have every stratum, and has no "other"',
    ],
    [
      before,
      new Map([['paid', { promoters: 1 }]]),
      shares,
      {},
      'TypeError: npsPoststratifiedDifference: after.get("paid").passives must be from 0 to 1e15, got undefined',
    ],
    [
      before,
      after,
      new Map([
        ['free', 0.333],
        ['paid', 0.666],
      ]),
      {},
      'RangeError: npsPoststratifiedDifference: populationShares must sum to 1, got 0.999: divide each by the sum',
    ],
    [
      before,
      after,
      shares,
      { confidence: 1 },
      'RangeError: npsPoststratifiedDifference: confidence must be a fraction above 0 and below 1, got 1',
    ],
  ])('refuses %o, %o, %o with %o', (one, two, population, options, error) =>
    expectError(
      () =>
        npsPoststratifiedDifference(
          untyped<typeof before>(one),
          untyped<typeof before>(two),
          untyped<typeof shares>(population),
          untyped(options),
        ),
      error,
    ),
  );
});
