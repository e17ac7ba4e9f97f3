import { describe, expect, test } from 'vitest';
import {
  type NpsCounts,
  type NpsEstimate,
  npsEstimate,
  npsEstimateAdjustedWald,
  npsEstimateBootstrap,
  npsEstimateWald,
} from '../../src/index.js';
import { centralQuantile } from '../../src/internal/normal.js';
import { percentile } from '../../src/internal/percentile.js';
import { expectError, untyped } from '../support/errors.js';
import { golden } from '../support/golden.js';
import { trinomial } from '../support/nps.js';
import { expectClose } from '../support/predicates.js';

const table =
  golden<(NpsCounts & { confidence: number; population?: number; lower: number; upper: number })[]>('nps-estimate');
const counts = { promoters: 50, passives: 30, detractors: 20 };
const estimates = { npsEstimate, npsEstimateAdjustedWald, npsEstimateWald, npsEstimateBootstrap };

describe('npsEstimate', () => {
  test.each(table)(
    'agrees with direct optimisation: $promoters, $passives, $detractors at $confidence of $population',
    ({ confidence, population, lower, upper, ...sample }) => {
      const actual = npsEstimate(sample, { confidence, population }) as NpsEstimate;
      expect(Math.abs(actual.lower - lower)).toBeLessThanOrEqual(1e-12);
      expect(Math.abs(actual.upper - upper)).toBeLessThanOrEqual(1e-12);
    },
  );

  // Fagerland, Lydersen and Laake (2014), "Recommended tests and confidence intervals for paired binomial proportions",
  // Statistics in Medicine 33(16), 2850-2875: the airway data (1 and 7 discordant of 21), Tango's interval.
  test('agrees with a published example: -0.517 to -0.026', () => {
    const { lower, upper } = npsEstimate({ promoters: 1, passives: 13, detractors: 7 }) as NpsEstimate;
    expect((lower / 100).toFixed(3)).toBe('-0.517');
    expect((upper / 100).toFixed(3)).toBe('-0.026');
  });

  test('agrees with scoreci.mp(25, 28, 618) of the R package PropCIs at 90%: -0.0148 to 0.0247', () => {
    const sample = { promoters: 28, passives: 565, detractors: 25 };
    const { lower, upper } = npsEstimate(sample, { confidence: 0.9 }) as NpsEstimate;
    expect((lower / 100).toFixed(4)).toBe('-0.0148');
    expect((upper / 100).toFixed(4)).toBe('0.0247');
  });

  test('unanimous samples have limits in closed form', () => {
    const c = 1.959963984540054 ** 2 / 10;
    const promoters = npsEstimate({ promoters: 10, passives: 0, detractors: 0 }) as NpsEstimate;
    expect(promoters.upper).toBe(100);
    expectClose(promoters.lower, (100 * (1 - c)) / (1 + c));
    const passives = npsEstimate({ promoters: 0, passives: 10, detractors: 0 }) as NpsEstimate;
    expectClose(passives.upper, (100 * c) / (1 + c));
    expect(passives.lower).toBe(-passives.upper);
    // All promoters is 100 to the last bit, at confidences and sizes where rounding would miss it.
    for (const confidence of [0.9, 0.95, 0.99, 0.99999, 1 - 2 ** -40, 1 - 2 ** -53]) {
      for (let n = 1; n <= 200; n++) {
        expect(npsEstimate({ promoters: n, passives: 0, detractors: 0 }, { confidence })?.upper).toBe(100);
      }
    }
  });

  test('the extremes of the arguments give intervals, too', () => {
    const whole = [-100, 100];
    const limits = (sample: NpsCounts, confidence: number) => {
      const { lower, upper } = npsEstimate(sample, { confidence }) as NpsEstimate;
      return [lower, upper];
    };
    expect(limits({ promoters: 5e-324, passives: 0, detractors: 0 }, 0.95)).toEqual(whole);
    expect(limits({ promoters: 1e-300, passives: 1e-300, detractors: 0 }, 0.95)).toEqual(whole);
    expect(limits({ promoters: 1e15, passives: 0, detractors: 5e-324 }, 0.95)[1]).toBe(100);
    expect(limits({ promoters: 1e15, passives: 1e15, detractors: 1e15 }, 5e-324)).toEqual([0, 0]);
    const [lower, upper] = limits({ promoters: 1e15, passives: 1e15, detractors: 1e15 }, 1 - 2 ** -53) as [
      number,
      number,
    ];
    expect(lower).toBe(-upper);
    expectClose(upper, (centralQuantile(1 - 2 ** -53) * Math.sqrt(2 / 3) * 100) / Math.sqrt(3e15), 1e-6);
  });
});

describe('npsEstimateWald', () => {
  test('is the normal approximation: s ± z · √(v / n)', () => {
    const { lower, upper } = npsEstimateWald(counts) as NpsEstimate;
    // v = 0.7 − 0.3² = 0.61, and √(0.61 / 100) = 0.0781025.
    expect(lower).toBeCloseTo(30 - 1.959963984540054 * 7.810249675906654, 10);
    expect(upper).toBeCloseTo(30 + 1.959963984540054 * 7.810249675906654, 10);
  });

  test('has no width where all agree, and leaves the scale: reasons not to use it', () => {
    expect(npsEstimateWald({ promoters: 10, passives: 0, detractors: 0 })?.lower).toBe(100);
    expect(npsEstimateWald({ promoters: 9, passives: 1, detractors: 0 })?.upper).toBeGreaterThan(100);
  });
});

describe('npsEstimateAdjustedWald', () => {
  test('adds 3/4, 3/2 and 3/4', () => {
    const { value, lower, upper } = npsEstimateAdjustedWald(counts) as NpsEstimate;
    const s = 30 / 103;
    const margin = 1.959963984540054 * Math.sqrt((71.5 / 103 - s * s) / 103);
    expect(value).toBe(30);
    expect(lower).toBeCloseTo(100 * (s - margin), 10);
    expect(upper).toBeCloseTo(100 * (s + margin), 10);
  });
});

describe('npsEstimateBootstrap', () => {
  test('the interval contains the score, however few the draws and however low the confidence', () => {
    const sample = { promoters: 5, passives: 2, detractors: 7 };
    for (let seed = 0; seed < 200; seed++) {
      const options = { draws: 100, confidence: 0.01, seed };
      const { value, lower, upper } = npsEstimateBootstrap(sample, options) as NpsEstimate;
      expect(lower).toBeLessThanOrEqual(value);
      expect(upper).toBeGreaterThanOrEqual(value);
    }
  });

  /** The quantile of the score's exact distribution under resampling, which the bootstrap's draws approach. */
  function exactQuantile({ promoters, passives, detractors }: NpsCounts, fraction: number): number {
    const n = promoters + passives + detractors;
    const table = trinomial(n, promoters / n, detractors / n);
    const byScore = new Float64Array(2 * n + 1);
    for (let x = 0; x <= n; x++) {
      for (let y = 0; x + y <= n; y++)
        byScore[x - y + n] = (byScore[x - y + n] as number) + (table[x * (n + 1) + y] as number);
    }
    let [score, below] = [-1, 0];
    while (below < fraction) below += byScore[++score] as number;
    return (100 * (score - n)) / n;
  }

  test.each([
    [50, 30, 20],
    [10, 5, 5],
    [90, 9, 1],
    [0, 60, 40],
    [7, 0, 3],
  ])('its draws approach the exact distribution: %i, %i, %i', (promoters, passives, detractors) => {
    const sample = { promoters, passives, detractors };
    const n = promoters + passives + detractors;
    for (const confidence of [0.5, 0.9, 0.95]) {
      const { lower, upper } = npsEstimateBootstrap(sample, { confidence, draws: 100_000 }) as NpsEstimate;
      for (const [limit, fraction] of [
        [lower, (1 - confidence) / 2],
        [upper, (1 + confidence) / 2],
      ] as const) {
        const exact = exactQuantile(sample, fraction);
        // Draws put a quantile on the next step of the score where the fraction is all but at the edge of one.
        const isEdge = exactQuantile(sample, fraction - 0.004) !== exactQuantile(sample, fraction + 0.004);
        expect(Math.abs(limit - exact)).toBeLessThanOrEqual(isEdge ? 100.0001 / n : 1e-9);
      }
    }
  });

  test('quantiles are interpolated between order statistics', () => {
    const sorted = Float64Array.of(1, 2, 4, 8);
    expect([0, 0.25, 0.5, 0.75, 1].map((fraction) => percentile(sorted, fraction))).toEqual([1, 1.75, 3, 5, 8]);
  });

  test('does not take longer for more responses', () => {
    const many = { promoters: 5e14, passives: 3e14, detractors: 2e14 };
    const { lower, upper } = npsEstimateBootstrap(many) as NpsEstimate;
    const wald = npsEstimateWald(many) as NpsEstimate;
    expect(upper - lower).toBeGreaterThan(0.95 * (wald.upper - wald.lower));
    expect(upper - lower).toBeLessThan(1.05 * (wald.upper - wald.lower));
  });

  test.each([
    [{ draws: 99 }, 'RangeError: npsEstimateBootstrap: draws must be a whole number from 100 to 10000000, got 99'],
    [{ seed: -1 }, 'RangeError: npsEstimateBootstrap: seed must be a whole number from 0 to 4294967295, got -1'],
    [{ seed: 'a' }, 'TypeError: npsEstimateBootstrap: seed must be a whole number from 0 to 4294967295, got "a"'],
  ])('refuses %o', (options, error) => expectError(() => npsEstimateBootstrap(counts, untyped(options)), error));

  test('refuses a share of a respondent', () =>
    expectError(
      () => npsEstimateBootstrap({ promoters: 1, passives: 0.5, detractors: 1 }),
      'RangeError: npsEstimateBootstrap: passives must be a whole number from 0 to 1000000000000000, got 0.5',
    ));
});

describe.each(Object.entries(estimates))('%s', (name, estimate) => {
  test('no responses, no estimate', () => {
    const none = { promoters: 0, passives: 0, detractors: 0 };
    expect(estimate(none)).toBeUndefined();
    expect(estimate(none, { confidence: 0.9, population: 10 })).toBeUndefined();
  });

  test('95% unless told, and the counts are left alone', () => {
    const frozen = Object.freeze({ ...counts });
    expect(estimate(frozen)).toEqual(estimate(frozen, { confidence: 0.95, population: undefined }));
    expect(estimate(frozen)).toMatchObject({ value: 30, confidence: 0.95, responses: 100 });
  });

  test('a census leaves nothing to chance, and a population of one is a census or none', () => {
    const whole = estimate(counts, { population: 100 }) as NpsEstimate;
    if (name !== 'npsEstimateAdjustedWald') expect([whole.lower, whole.upper]).toEqual([30, 30]);
    else expect(whole.upper - whole.lower).toBe(0);
    expect(estimate({ promoters: 1, passives: 0, detractors: 0 }, { population: 1 })?.value).toBe(100);
  });

  test.each([
    [counts, { confidence: 95 }, `confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?`],
    [counts, { confidence: 1 }, `confidence must be a fraction above 0 and below 1, got 1`],
    [counts, { confidence: 0 }, `confidence must be a fraction above 0 and below 1, got 0`],
    [counts, { confidence: Number.NaN }, `confidence must be a fraction above 0 and below 1, got NaN`],
    [counts, { population: 99 }, `population must be at least the 100 responses, got 99`],
    [counts, { population: Infinity }, `population must be at least the 100 responses, got Infinity`],
    [{ ...counts, passives: -1 }, {}, `passives must be from 0 to 1e15, got -1`],
  ])('refuses %o with %o', (sample, options, error) =>
    expectError(() => estimate(sample, untyped(options)), `RangeError: ${name}: ${error}`),
  );

  test.each([
    [counts, { confidence: '95%' }, `confidence must be a fraction above 0 and below 1, got "95%"`],
    [counts, { population: '1000' }, `population must be at least the 100 responses, got "1000"`],
    [counts, null, `options must be an object, got null`],
    [counts, 0.95, `options must be an object, got 0.95`],
    [[10, 9, 3], {}, `promoters must be from 0 to 1e15, got undefined`],
    [undefined, {}, `promoters must be from 0 to 1e15, got undefined`],
  ])('refuses %o with %o', (sample, options, error) =>
    expectError(() => estimate(untyped(sample), untyped(options)), `TypeError: ${name}: ${error}`),
  );

  test('a mistake is one whatever the data: an empty survey does not hide it', () => {
    const none = { promoters: 0, passives: 0, detractors: 0 };
    expect(estimate(none)).toBeUndefined();
    expectError(
      () => estimate(none, { confidence: 2 }),
      `RangeError: ${name}: confidence must be a fraction above 0 and below 1, got 2: did you mean 0.02?`,
    );
    if (name !== 'npsEstimateBootstrap') return;
    expectError(
      () => npsEstimateBootstrap(none, { draws: 99 }),
      'RangeError: npsEstimateBootstrap: draws must be a whole number from 100 to 10000000, got 99',
    );
    expectError(
      () => npsEstimateBootstrap(none, { seed: -1 }),
      'RangeError: npsEstimateBootstrap: seed must be a whole number from 0 to 4294967295, got -1',
    );
  });

  test('weights below 1 in all can stand for a population of at most 1', () => {
    if (name === 'npsEstimateBootstrap') return;
    const sample = { promoters: 0.25, passives: 0.125, detractors: 0.125 };
    const { lower, upper } = estimate(sample) as NpsEstimate;
    expect(estimate(sample, { population: 0.75 })).toMatchObject({ lower, upper });
    expect(estimate(sample, { population: 1 })).toMatchObject({ lower, upper });
    const census = estimate(sample, { population: 0.5 }) as NpsEstimate;
    expect(census.upper - census.lower).toBe(0);
  });
});
