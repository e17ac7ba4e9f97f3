import vm from 'node:vm';
import { describe, expect, test } from 'vitest';
import { instantOf, readInstant, refuseInstant } from '../../src/internal/instant.js';
import { expectError, untyped } from '../support/errors.js';

const UTC_2025 = Date.UTC(2025, 2, 1);

describe('readInstant', () => {
  test.each([
    ['2025-03-01', UTC_2025],
    ['2025-03-01T00:00', UTC_2025],
    ['2025-03-01 00:00:00', UTC_2025],
    ['2025-03-01T09:30:15Z', Date.UTC(2025, 2, 1, 9, 30, 15)],
    ['2025-03-01T09:30:15.5Z', Date.UTC(2025, 2, 1, 9, 30, 15, 500)],
    ['2025-03-01T09:30:15,123456789Z', Date.UTC(2025, 2, 1, 9, 30, 15, 123)],
    ['2025-03-01 09:30:15+00', Date.UTC(2025, 2, 1, 9, 30, 15)],
    ['2025-03-01T00:00:00-05:30', Date.UTC(2025, 2, 1, 5, 30)],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['0000-01-01', -62_167_219_200_000],
    ['0099-12-31', Date.parse('0099-12-31')],
    ['+275760-09-13', 8.64e15],
    ['-271821-04-20', -8.64e15],
    [1.7e9, 1.7e9],
    [-0, 0],
    [0.5, 0.5],
    [new Date(12), 12],
    [new Date(20250301), 20250301],
    [18991231, 18991231],
    [21010101, 21010101],
    [20250001, 20250001],
    [20251301, 20251301],
    [20250300, 20250300],
    [20250332, 20250332],
    [20250301.5, 20250301.5],
    [-20250301, -20250301],
  ])('%j is %d', (value, instant) => {
    expect(readInstant(value, 'f: time')).toBe(instant);
  });

  test('in loops it is asked first and refused later', () => {
    expect(instantOf('2025-02-30')).toBeNaN();
    expect(() => refuseInstant('2025-02-30', 'f: time')).toThrow('there is no such day or time');
  });

  test('what only looks like a Date is none', () => {
    const allowed = 'a Date, epoch milliseconds or ISO 8601 text such as 2025-03-01 or 2025-03-01T09:30Z';
    for (const fake of [new Proxy(new Date(12), {}), { [Symbol.toStringTag]: 'Date' }, Object.create(Date.prototype)]) {
      expectError(() => readInstant(untyped(fake), 'f: time'), `TypeError: f: time must be ${allowed}, got object`);
    }
  });

  test('a Date of another realm', () => {
    expect(readInstant(vm.runInNewContext('new Date(12)'), 'f: time')).toBe(12);
  });

  test.each([
    ['2025-02-30', 'RangeError', '"2025-02-30": there is no such day or time'],
    ['2023-02-29T10:00Z', 'RangeError', '"2023-02-29T10:00Z": there is no such day or time'],
    ['2025-03-01T24:00Z', 'RangeError', '"2025-03-01T24:00Z": there is no such day or time'],
    ['2025-03-01T23:60Z', 'RangeError', '"2025-03-01T23:60Z": there is no such day or time'],
    ['2025-03-01T23:59:60Z', 'RangeError', '"2025-03-01T23:59:60Z": there is no such day or time'],
    ['2025-03-01T00:00+24:00', 'RangeError', '"2025-03-01T00:00+24:00": there is no such day or time'],
    ['2025-03-01T00:00+02:60', 'RangeError', '"2025-03-01T00:00+02:60": there is no such day or time'],
    ['-000000-01-01', 'RangeError', '"-000000-01-01": there is no such day or time'],
    ['+275760-09-13T00:00:00.001Z', 'RangeError', '"+275760-09-13T00:00:00.001Z": there is no such day or time'],
    ['20250301', 'RangeError', '"20250301": did you mean "2025-03-01"?'],
    ['2025-03', 'RangeError', '"2025-03"'],
    ['03/01/2025', 'RangeError', '"03/01/2025"'],
    ['2025-03-01T09', 'RangeError', '"2025-03-01T09"'],
    ['2025-03-01Z', 'RangeError', '"2025-03-01Z"'],
    [20250301, 'RangeError', '20250301: did you mean "2025-03-01"?'],
    [19000101, 'RangeError', '19000101: did you mean "1900-01-01"?'],
    [21001231, 'RangeError', '21001231: did you mean "2100-12-31"?'],
    [' 2025-03-01', 'RangeError', '" 2025-03-01"'],
    ['2025-03-01\n', 'RangeError', '"2025-03-01\n"'],
    ['1740787200000', 'RangeError', '"1740787200000"'],
    ['', 'RangeError', '""'],
    [Number.NaN, 'RangeError', 'NaN'],
    [Infinity, 'RangeError', 'Infinity'],
    [8.64e15 + 2, 'RangeError', '8640000000000002'],
    [new Date(Number.NaN), 'RangeError', 'NaN, an invalid Date'],
    [undefined, 'TypeError', 'undefined'],
    [null, 'TypeError', 'null'],
    [true, 'TypeError', 'boolean'],
    [{}, 'TypeError', 'object'],
    [new String('2025-03-01'), 'TypeError', 'object'],
  ])('refuses %j', (value, type, got) => {
    expectError(
      () => readInstant(untyped(value), 'f: time'),
      `${type}: f: time must be a Date, epoch milliseconds or ISO 8601 text such as 2025-03-01 or 2025-03-01T09:30Z, got ${got}`,
    );
  });
});
