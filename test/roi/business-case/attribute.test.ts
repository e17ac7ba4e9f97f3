import { describe, expect, test } from 'vitest';
import { attribute, attributeLmdi } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

describe('attribute', () => {
  test('a waterfall would give the first of two doublings 1 and the second 2: here each gets half', () => {
    const change = attribute({ customers: 1, spend: 1 }, { customers: 2, spend: 2 });
    expect(change).toEqual({ before: 1, after: 4, change: 3, drivers: { customers: 1.5, spend: 1.5 } });
  });

  test('three drivers, by hand: Δa · (bc/3 + (b′c + bc′)/6 + b′c′/3)', () => {
    const change = attribute({ a: 2, b: 3, c: 5 }, { a: 7, b: 11, c: 13 });
    expect(change.drivers.a).toBeCloseTo(5 * (15 / 3 + (55 + 39) / 6 + 143 / 3), 10);
    expect(change.change).toBe(7 * 11 * 13 - 30);
  });

  test('one driver has all of it, and zeros and losses are fine', () => {
    expect(attribute({ margin: -3 }, { margin: 2 }).drivers.margin).toBe(5);
    expect(attribute({ a: 0, b: 4 }, { a: 2, b: -1 })).toEqual({
      before: 0,
      after: -2,
      change: -2,
      drivers: { a: 3, b: -5 },
    });
  });

  test('a driver can have any name', () => {
    const named = (value: number) =>
      Object.fromEntries([
        ['__proto__', value],
        ['toString', 2],
      ]);
    const { drivers } = attribute(named(1), named(3));
    expect(Object.entries(drivers)).toEqual([
      ['__proto__', 4],
      ['toString', 0],
    ]);
  });

  test('twenty drivers', () => {
    const drivers = (value: number) => Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`d${i}`, value]));
    const change = attribute(drivers(1), drivers(2));
    for (const part of Object.values(change.drivers)) expect(part).toBeCloseTo((2 ** 20 - 1) / 20, 6);
  });

  test('bad input', () => {
    const act = (before: unknown, after: unknown) => () => attribute<'a'>(untyped(before), untyped(after));
    expectError(act(undefined, {}), 'TypeError: attribute: before must be an object, got undefined');
    expectError(act({ a: 1 }, null), 'TypeError: attribute: after must be an object, got null');
    expectError(act({}, {}), 'RangeError: attribute: before must be from 1 to 100 drivers, got 0');
    expectError(act({ a: 1 }, {}), 'TypeError: attribute: after.a must be a finite number, got undefined');
    expectError(act({ a: 1 }, { a: 1, b: 2 }), 'TypeError: attribute: before.b must be a finite number, got undefined');
    expectError(act({ a: Number.NaN }, { a: 1 }), 'RangeError: attribute: before.a must be a finite number, got NaN');
    expectError(act({ a: '1' }, { a: 1 }), 'TypeError: attribute: before.a must be a finite number, got "1"');
    expectError(
      act({ a: 1e200, b: 1e200 }, { a: 1, b: 1 }),
      'RangeError: attribute: the numbers are too large to compute with',
    );
  });
});

describe('attributeLmdi', () => {
  test('by hand: two drivers from 1 · 1 to 2 · 8 share 15 as ln 2 to ln 8, 1 to 3', () => {
    const change = attributeLmdi({ a: 1, b: 1 }, { a: 2, b: 8 });
    expect(change?.drivers.a).toBeCloseTo(15 / 4, 12);
    expect(change?.drivers.b).toBeCloseTo(45 / 4, 12);
  });

  test('no change is shared as no change, and opposite changes cancel', () => {
    expect(attributeLmdi({ a: 2, b: 3 }, { a: 2, b: 3 })?.drivers).toEqual({ a: 0, b: 0 });
    const change = attributeLmdi({ a: 2, b: 3 }, { a: 3, b: 2 });
    expect(change?.change).toBe(0);
    expect(change?.drivers.a).toBeCloseTo(6 * Math.log(1.5), 12);
    expect(change?.drivers.b).toBeCloseTo(-6 * Math.log(1.5), 12);
  });

  test('tiny changes keep their digits', () => {
    const change = attributeLmdi({ a: 1, b: 1 }, { a: 1 + 2 ** -40, b: 1 + 2 ** -41 });
    expect((change?.drivers.a as number) / 2 ** -40).toBeCloseTo(1, 11);
  });

  test('a product too small for a number loses nothing', () => {
    const change = attributeLmdi({ a: 1e-200, b: 1e-200 }, { a: 1, b: 1 });
    expect(change?.drivers.a).toBeCloseTo(0.5, 12);
    expect(change?.drivers.b).toBeCloseTo(0.5, 12);
  });

  test('zeros: one has the change, two have no answer unless nothing changes', () => {
    expect(attributeLmdi({ a: 0, b: 2 }, { a: 3, b: 4 })?.drivers).toEqual({ a: 12, b: 0 });
    expect(attributeLmdi({ a: 3, b: 2 }, { a: 0, b: 4 })?.drivers).toEqual({ a: -6, b: 0 });
    expect(attributeLmdi({ a: 0, b: 0 }, { a: 3, b: 4 })).toBeUndefined();
    expect(attributeLmdi({ a: 0, b: 1 }, { a: 3, b: 0 })?.drivers).toEqual({ a: 0, b: 0 });
    expect(attributeLmdi({ a: 0, b: 1 }, { a: 0, b: 5 })?.drivers).toEqual({ a: 0, b: 0 });
  });

  test('bad input', () => {
    const act = (before: unknown, after: unknown) => () => attributeLmdi<'a'>(untyped(before), untyped(after));
    expectError(act({ a: -1 }, { a: 1 }), 'RangeError: attributeLmdi: before.a must be a finite number >= 0, got -1');
    expectError(act({}, {}), 'RangeError: attributeLmdi: before must be from 1 to 100 drivers, got 0');
  });
});
