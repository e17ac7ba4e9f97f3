import { describe, expect, test } from 'vitest';
import { cohortTable, customerLifecycle } from '../../src/index.js';
import { requireKnownOptions } from '../../src/internal/known-options.js';
import { expectError, untyped } from '../support/errors.js';

describe('requireKnownOptions', () => {
  const known = ['timeZone', 'brackets', 'end'];
  test.each<[object, string]>([
    [{ timezone: 1 }, '"timezone": did you mean timeZone?'],
    [{ bracket: 1 }, '"bracket": did you mean brackets?'],
    [{ ends: 1 }, '"ends": did you mean end?'],
    [{ end: 1, tz: undefined }, '"tz", only timeZone, brackets, end'],
    [{ constructor: 1 }, '"constructor", only timeZone, brackets, end'],
  ])('%j', (options, message) =>
    expectError(() => requireKnownOptions(options, known, 'f'), `TypeError: f: there is no option ${message}`),
  );

  test('what is called otherwise elsewhere is known by that name', () => {
    const meant = { zone: 'timeZone' };
    expectError(
      () => requireKnownOptions({ zone: 1 }, known, 'f', meant),
      'TypeError: f: there is no option "zone": did you mean timeZone?',
    );
    expectError(
      () => requireKnownOptions({ toString: 1 }, known, 'f', meant),
      'TypeError: f: there is no option "toString", only timeZone, brackets, end',
    );
  });

  test('what exists is taken, and so is nothing', () => {
    expect(() => requireKnownOptions({ end: 1, brackets: undefined }, known, 'f')).not.toThrow();
    expect(() => requireKnownOptions({}, known, 'f')).not.toThrow();
    expectError(
      () => requireKnownOptions(untyped(null), known, 'f'),
      'TypeError: f: options must be an object, got null',
    );
  });

  test('a log is measured with one object of options by the table and by the lifecycle', () => {
    const options = { customer: () => 1, time: () => 0, period: 'day', cohortPeriod: 'month', brackets: [] } as const;
    expect(cohortTable([1], options).cohorts.length).toBe(1);
    expect(customerLifecycle([1], options).periods).toEqual([]);
    for (const [caller, scan] of Object.entries({ cohortTable, customerLifecycle })) {
      expectError(
        () => scan([1], untyped({ ...options, timezone: 'Europe/Kyiv' })),
        `TypeError: ${caller}: there is no option "timezone": did you mean timeZone?`,
      );
    }
  });
});
