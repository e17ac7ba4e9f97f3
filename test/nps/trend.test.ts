import { describe, expect, test } from 'vitest';
import { type NpsLinearTrend, type NpsPeriod, npsEstimate, npsTrend } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';
import { golden } from '../support/golden.js';
import { expectClose } from '../support/predicates.js';

interface Golden {
  times: number[];
  counts: [number, number, number][];
  confidence: number;
  value: number;
  lower: number;
  upper: number;
  pValue: number;
}

const table = golden<Golden[]>('nps-trend');

const period = (time: number, promoters: number, passives: number, detractors: number): NpsPeriod => ({
  time,
  counts: { promoters, passives, detractors },
});
const rising: readonly NpsPeriod[] = Object.freeze([
  period(1, 40, 30, 30),
  period(2, 45, 30, 25),
  period(3, 50, 30, 20),
]);

describe('npsTrend', () => {
  test('each period has its estimate, in the order given', () => {
    const { estimates } = npsTrend([period(5, 3, 2, 1), period(2, 0, 0, 0), period(4, 1, 1, 1)], { confidence: 0.9 });
    expect(estimates).toEqual([
      { time: 5, estimate: npsEstimate({ promoters: 3, passives: 2, detractors: 1 }, { confidence: 0.9 }) },
      { time: 2, estimate: undefined },
      { time: 4, estimate: npsEstimate({ promoters: 1, passives: 1, detractors: 1 }, { confidence: 0.9 }) },
    ]);
  });

  test('the slope is in points for each unit of time, through the mean of all', () => {
    const { trend } = npsTrend(rising);
    expectClose(trend?.value, 10);
    expect(trend).toMatchObject({ confidence: 0.95, responses: 300, meanTime: 2 });
    expectClose(trend?.meanScore, 20);
    expect(trend?.pValue).toBeGreaterThan(0.05);
    expect(trend?.lower).toBeLessThan(0);
  });

  test('without passives it is the Cochran-Armitage test: malformation by alcohol, z² = 6.57', () => {
    // Agresti (2002), Categorical Data Analysis, 2nd ed., section 5.3.5: z² = 6.57, P = 0.010.
    const present = [48, 38, 5, 1, 1];
    const absent = [17066, 14464, 788, 126, 37];
    const drinks = [0, 0.5, 1.5, 4, 7];
    const { trend } = npsTrend(drinks.map((time, i) => period(time, present[i] as number, 0, absent[i] as number)));
    // The probability of a larger χ² of one degree of freedom than 6.5701339.
    expectClose(trend?.pValue, 0.010370414573, 1e-9);
  });

  test.each(table)('agrees with the definition, series %#', ({ times, counts, confidence, ...expected }) => {
    const { trend } = npsTrend(
      times.map((time, i) => period(time, ...(counts[i] as [number, number, number]))),
      { confidence },
    );
    const size = 200 / (Math.max(...times) - Math.min(...times));
    for (const name of ['value', 'lower', 'upper'] as const) {
      expect(Math.abs((trend?.[name] ?? Number.NaN) - expected[name])).toBeLessThanOrEqual(1e-8 * size);
    }
    expectClose(trend?.pValue, expected.pValue, 1e-8);
  });

  test('fewer than two times with responses have no trend', () => {
    expect(npsTrend([])).toEqual({ estimates: [], trend: undefined });
    expect(npsTrend([period(1, 5, 5, 5)]).trend).toBeUndefined();
    expect(npsTrend([period(1, 5, 5, 5), period(2, 0, 0, 0)]).trend).toBeUndefined();
    expect(npsTrend([period(3, 5, 5, 5), period(3, 1, 2, 3)]).trend).toBeUndefined();
    expect(npsTrend([period(3, 1, 0, 0), period(4, 0, 0, 1)]).trend?.value).toBe(-200);
  });

  test('where all agree there is no trend, and some doubt', () => {
    const { trend } = npsTrend([period(1, 10, 0, 0), period(2, 30, 0, 0), period(7, 3, 0, 0)]);
    expect(trend?.value).toBe(0);
    expect(trend?.pValue).toBe(1);
    expect(trend?.lower).toBeLessThan(-1);
    expect(trend?.upper).toBeGreaterThan(1);
  });

  test('epoch milliseconds keep their digits', () => {
    const day = 86_400_000;
    const start = Date.UTC(2026, 0, 1);
    const { trend } = npsTrend(rising.map(({ time, counts }) => ({ time: start + day * time, counts })));
    const plain = npsTrend(rising).trend;
    expectClose((trend?.value ?? Number.NaN) * day, plain?.value);
    expectClose(trend?.pValue, plain?.pValue);
    expect(trend?.meanTime).toBe(start + 2 * day);
  });

  test.each([
    [7, {}, 'TypeError: npsTrend: periods must be iterable, got 7'],
    [
      [...rising, period(Number.NaN, 1, 1, 1)],
      {},
      'RangeError: npsTrend: periods[3].time must be a finite number, got NaN',
    ],
    [[{ time: '1' }], {}, 'TypeError: npsTrend: periods[0].time must be a finite number, got "1"'],
    [[null], {}, 'TypeError: npsTrend: periods[0].time must be a finite number, got undefined'],
    [[{ time: 1 }], {}, 'TypeError: npsTrend: periods[0].counts.promoters must be from 0 to 1e15, got undefined'],
    [[period(1, 1, -1, 1)], {}, 'RangeError: npsTrend: periods[0].counts.passives must be from 0 to 1e15, got -1'],
    [
      rising,
      { confidence: 95 },
      'RangeError: npsTrend: confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?',
    ],
    [
      [period(-1.7e308, 1, 1, 1), period(1.7e308, 1, 1, 1)],
      {},
      'RangeError: npsTrend: the largest distance of a time must be a finite number, got NaN',
    ],
    [
      [period(0, 1, 1, 1), period(1e-310, 1, 1, 1)],
      {},
      'RangeError: npsTrend: the numbers are too large to compute with',
    ],
  ])('refuses %#', (periods, options, error) => expectError(() => npsTrend(untyped(periods), options), error));

  test('as many periods as there may be, in a moment', () => {
    const many = Array.from({ length: 200_000 }, (_, time) => period(time, 5 + (time % 7), 3, 4));
    const started = performance.now();
    const { trend } = npsTrend(many);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(trend?.lower).toBeLessThan(trend?.upper ?? Number.NaN);
  });

  test('p-value and interval agree at the edge', () => {
    const edge = [period(1, 251552, 41931, 0), period(2, 19673, 3263, 6), period(3, 0, 72, 0)];
    for (const [periods, confidence] of [
      [edge, 0.9761084703058781],
      [rising, 1e-300],
      [edge, 1e-300],
    ] as const) {
      const trend = npsTrend(periods, { confidence }).trend as NpsLinearTrend;
      expect(trend.pValue < 1 - confidence).toBe(trend.lower > 0 || trend.upper < 0);
    }
  });
});
