import { describe, expect, test } from 'vitest';
import { internalRateOfReturn, internalRatesOfReturn } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { golden } from '../../support/golden.js';

interface Golden {
  runs: [flow: number, often: number][];
  rates: number[];
  uncertainty: (number | null)[];
}

const table = golden<Golden[]>('internal-rates');

describe('internalRatesOfReturn', () => {
  test.each(table.map((row, index) => [index, row] as const))('agrees with high precision, row %i', (_, row) => {
    const flows = row.runs.flatMap(([flow, often]) => new Array<number>(often).fill(flow));
    const { rates } = internalRatesOfReturn(flows);
    expect(rates.length).toBe(row.rates.length);
    rates.forEach((rate, k) => {
      const [expected, uncertainty] = [row.rates[k] as number, row.uncertainty[k]];
      // Where the rate is a multiple one, the rounding of the flows takes half of the digits or more.
      const slack = uncertainty === null ? 1e-7 : 1e-12 * Math.abs(expected) + 2 * (uncertainty as number);
      expect(Math.abs(rate - expected)).toBeLessThanOrEqual(slack);
    });
  });

  test.each([8, 12, 20, 40])('a rate that is %i rates at once comes to an end', (multiplicity) => {
    // The coefficients of (x − 1.1)ⁿ: beyond the eighth power their own rounding moves the rate.
    let flows = [1];
    for (let k = 0; k < multiplicity; k++) {
      flows = [0, ...flows].map((flow, i) => flow - 1.1 * (flows[i] ?? 0));
    }
    const started = performance.now();
    const { rates, signChanges } = internalRatesOfReturn(flows.toReversed());
    expect(signChanges).toBe(multiplicity);
    expect(rates.length).toBeLessThanOrEqual(multiplicity);
    // A fraction of a second where nothing else runs, and for ever where steps do not grow.
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  test('the table has what it should', () => expect(table.length).toBeGreaterThan(35));

  test('the examples of Excel’s documentation of IRR', () => {
    const years = [-70_000, 12_000, 15_000, 18_000, 21_000, 26_000];
    expect(internalRateOfReturn(years.slice(0, 5))).toBeCloseTo(-0.021, 3);
    expect(internalRateOfReturn(years)).toBeCloseTo(0.087, 3);
    expect(internalRateOfReturn(years.slice(0, 3))).toBeCloseTo(-0.444, 3);
  });

  test('many flows that turn thousands of times, and quickly', () => {
    const ones = Array.from({ length: 10_000 }, (_, t) => (t % 2 ? 1 : -1));
    expect(internalRatesOfReturn(ones)).toEqual({ rates: [0], signChanges: 9_999 });
    expect(internalRatesOfReturn([...ones, -1])).toEqual({ rates: [], signChanges: 10_000 });
    let state = 1;
    const random = Array.from({ length: 10_000 }, () => (state = (Math.imul(state, 1664525) + 1013904223) | 0));
    const start = performance.now();
    const { rates } = internalRatesOfReturn(random);
    // It takes 30 ms; a search that grew with the square of the length would take minutes.
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(rates.length).toBe(5);
  });

  test('rates at the ends of the number range', () => {
    expect(internalRateOfReturn([-1, 1e300])).toBeCloseTo(1e300, -288);
    expect(internalRateOfReturn([-1e20, 1])).toBe(-0.9999999999999999);
    expect(internalRateOfReturn([-5e-324, 1.5e-323])).toBeCloseTo(2, 12);
    expect(internalRateOfReturn([-1e-300, 0, 1e300])).toBeCloseTo(1e300, -288);
    expectError(
      () => internalRateOfReturn([-1e-300, 1e300, -1e-300]),
      'RangeError: internalRateOfReturn: the numbers are too large to compute with',
    );
  });

  test('tiny rates keep their digits', () => {
    // The flows as the numbers they are in double precision, and their rates with 80 digits.
    expect((internalRateOfReturn([-1000, 1000.000001]) ?? 0) / 9.999999974752428e-10).toBeCloseTo(1, 13);
    expect((internalRateOfReturn([-1000, 400, 600.0000003]) ?? 0) / 1.875000066100627e-10).toBeCloseTo(1, 13);
  });

  test.each([4, 6, 8, 10])('a zero of multiplicity %d takes no long search: that of (1.1 − x)^k', (k) => {
    let flows = [1];
    for (let n = 0; n < k; n++) flows = [...flows, 0].map((flow, t) => 1.1 * flow - (flows[t - 1] ?? 0));
    const start = performance.now();
    const { rates } = internalRatesOfReturn(flows);
    expect(performance.now() - start).toBeLessThan(2000);
    // As near as amounts that are rounded tell it.
    for (const rate of rates) expect(Math.abs(rate + 1 - 1 / 1.1)).toBeLessThan(6 * 1e-16 ** (1 / k));
  });

  test('four and more equal rates are one', () => {
    // A change of sign stays one where the amounts are too far apart for one scale.
    expect(internalRatesOfReturn([-1, 1, 5e-324, -1.7e308]).signChanges).toBe(2);
    expect(internalRatesOfReturn([-1, 4, -6, 4, -1])).toEqual({ rates: [0], signChanges: 4 });
    expect(internalRatesOfReturn([-1, 5, -10, 10, -5, 1])).toEqual({ rates: [0], signChanges: 5 });
  });

  test('any iterable', () => {
    expect(internalRateOfReturn(new Set([-100, 110]).values())).toBeCloseTo(0.1, 14);
    expect(internalRateOfReturn(Float64Array.of(-100, 110))).toBeCloseTo(0.1, 14);
  });

  test.each([
    [[1, '2'], 'TypeError: internalRatesOfReturn: cashFlows[1] must be a finite number, got "2"'],
    [[-1, Infinity], 'RangeError: internalRatesOfReturn: cashFlows[1] must be a finite number, got Infinity'],
    [undefined, 'TypeError: internalRatesOfReturn: cashFlows must be iterable, got undefined'],
  ])('refuses %o', (flows, error) => expectError(() => internalRatesOfReturn(untyped(flows)), error));
});

describe('internalRateOfReturn', () => {
  test('one rate or none', () => {
    expect(internalRateOfReturn([-15_000, 6_630])).toBeCloseTo(-0.558, 14);
    expect(internalRateOfReturn([-100, 100])).toBe(0);
    expect(internalRateOfReturn([-1000, 2300, -1320])).toBeUndefined();
    expect(internalRateOfReturn([-1000, 2000, -1320])).toBeUndefined();
    expect(internalRateOfReturn([])).toBeUndefined();
    expect(internalRateOfReturn([0, 0])).toBeUndefined();
    expect(internalRateOfReturn([100])).toBeUndefined();
  });

  test.each([
    [[1, null], 'TypeError: internalRateOfReturn: cashFlows[1] must be a finite number, got null'],
    [5, 'TypeError: internalRateOfReturn: cashFlows must be iterable, got 5'],
  ])('refuses %o', (flows, error) => expectError(() => internalRateOfReturn(untyped(flows)), error));
});
