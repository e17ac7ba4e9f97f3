import { describe, expect, test } from 'vitest';
import {
  churnRate,
  churnRateOverMidpoint,
  churnRateOverStart,
  churnRateOverStartAndJoined,
} from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

describe('the example of ChartMogul: 100 customers, 12 churned, of whom one had joined and one came back', () => {
  test('its standard formula counts 10 of 100, the share of the starting customers', () =>
    expect(churnRate({ start: 100, end: 90, acquired: 0 })).toBe(0.1));

  test('all losses over the start are 12%', () => expect(churnRateOverStart({ start: 100, lost: 12 })).toBe(0.12));

  test('with the one who joined and the one who came back below the line, 12 of 102', () =>
    expect(churnRateOverStartAndJoined({ start: 100, joined: 2, lost: 12 })).toBe(12 / 102));

  test('over the midpoint, 12 of 95', () =>
    expect(churnRateOverMidpoint({ start: 100, end: 90, lost: 12 })).toBe(12 / 95));
});

test('no customers, no rate', () => {
  expect(churnRateOverStart({ start: 0, lost: 3 })).toBeUndefined();
  expect(churnRateOverMidpoint({ start: 0, end: 0, lost: 3 })).toBeUndefined();
  expect(churnRateOverMidpoint({ start: 0, end: 2, lost: 3 })).toBe(3);
  expect(churnRateOverStartAndJoined({ start: 0, joined: 0, lost: 0 })).toBeUndefined();
  expect(churnRateOverStartAndJoined({ start: 0, joined: 3, lost: 3 })).toBe(1);
});

test('all lost: 1 over the start, 2 over the midpoint', () => {
  expect(churnRateOverStart({ start: 7, lost: 7 })).toBe(1);
  expect(churnRateOverMidpoint({ start: 7, end: 0, lost: 7 })).toBe(2);
});

test('totals in thousands may round', () => {
  expect(churnRateOverStartAndJoined({ start: 0.1, joined: 0.2, lost: 0.3 })).toBe(0.3 / (0.1 + 0.2));
  expect(churnRateOverStartAndJoined({ start: 0.7, joined: 0.1, lost: 0.8 })).toBe(1);
  expect(churnRateOverMidpoint({ start: 0.8, end: 0.1, lost: 0.7 })).toBeCloseTo(14 / 9, 12);
  expect(churnRateOverMidpoint({ start: 1e308, end: 1e308, lost: 1e308 })).toBe(1);
});

describe('contradictions and overflows are refused', () => {
  test('fewer lost than are missing', () =>
    expectError(
      () => churnRateOverMidpoint({ start: 100, end: 80, lost: 19 }),
      'RangeError: churnRateOverMidpoint: lost must be at least start - end (20), got 19',
    ));
  test('more lost than there were', () =>
    expectError(
      () => churnRateOverStartAndJoined({ start: 100, joined: 5, lost: 106 }),
      'RangeError: churnRateOverStartAndJoined: lost must be at most start + joined (105), got 106',
    ));
  test('beyond all numbers', () => {
    const tooLarge = 'the numbers are too large to compute with';
    expectError(
      () => churnRateOverStart({ start: 1e-300, lost: 1e300 }),
      `RangeError: churnRateOverStart: ${tooLarge}`,
    );
    expectError(
      () => churnRateOverStartAndJoined({ start: 1e308, joined: 1e308, lost: 0 }),
      `RangeError: churnRateOverStartAndJoined: ${tooLarge}`,
    );
    expectError(
      () => churnRateOverMidpoint({ start: 1e-300, end: 0, lost: 1e300 }),
      `RangeError: churnRateOverMidpoint: ${tooLarge}`,
    );
  });
});

describe.each([
  ['churnRateOverStart', churnRateOverStart, ['lost', 'start']],
  ['churnRateOverMidpoint', churnRateOverMidpoint, ['start', 'end', 'lost']],
  ['churnRateOverStartAndJoined', churnRateOverStartAndJoined, ['start', 'joined', 'lost']],
] as const)('%s', (name, rate, fields) => {
  test.each(fields)('refuses a bad %s', (field) => {
    const good = { start: 10, end: 10, joined: 2, lost: 2 };
    for (const [bad, error] of [
      [-1, 'RangeError', '-1'],
      [Number.NaN, 'RangeError', 'NaN'],
      [Infinity, 'RangeError', 'Infinity'],
      ['2', 'TypeError', '"2"'],
      [undefined, 'TypeError', 'undefined'],
    ].map(([value, type, got]) => [value, `${type}: ${name}: ${field} must be a finite number >= 0, got ${got}`])) {
      expectError(() => rate(untyped({ ...good, [field]: bad })), error as string);
    }
  });

  test('refuses nothing at all', () =>
    expectError(
      () => rate(untyped(null)),
      `TypeError: ${name}: ${fields[0]} must be a finite number >= 0, got undefined`,
    ));
});
