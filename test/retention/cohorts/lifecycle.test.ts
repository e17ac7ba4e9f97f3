import { describe, expect, test } from 'vitest';
import { customerLifecycle, mergeCustomerLifecycles } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

type Visit = readonly [who: string, at: string];

const read = { customer: ([who]: Visit) => who, time: ([, at]: Visit) => at };
const visits: Visit[] = [
  ['ann', '2025-01-05'],
  ['ann', '2025-02-11'],
  ['bob', '2025-04-20'],
  ['ann', '2025-04-14'],
];

describe('customerLifecycle', () => {
  test('period by period, without gaps, to the last one that is over', () => {
    const { periods, end } = customerLifecycle(visits, { ...read, period: 'month', end: '2025-06-15' });
    expect(end).toBe(Date.UTC(2025, 5, 15));
    expect(periods).toEqual([
      { period: '2025-01', index: 660, active: 1, new: 1, retained: 0, resurrected: 0, lost: 0 },
      { period: '2025-02', index: 661, active: 1, new: 0, retained: 1, resurrected: 0, lost: 0 },
      { period: '2025-03', index: 662, active: 0, new: 0, retained: 0, resurrected: 0, lost: 1 },
      { period: '2025-04', index: 663, active: 2, new: 1, retained: 0, resurrected: 1, lost: 0 },
      { period: '2025-05', index: 664, active: 0, new: 0, retained: 0, resurrected: 0, lost: 2 },
    ]);
  });

  test('without an end the period of the last event is not over', () => {
    const { periods, end } = customerLifecycle(visits, { ...read, period: 'month' });
    expect(end).toBe(Date.UTC(2025, 3, 20));
    expect(periods.map(({ period }) => period)).toEqual(['2025-01', '2025-02', '2025-03']);
  });

  test('its period is a copy: what becomes of the options later does not change it', () => {
    const period = { hours: 24 };
    const lifecycle = customerLifecycle(visits, { ...read, period });
    period.hours = 1;
    expect(lifecycle.period).toEqual({ hours: 24 });
  });

  test('periods of hours are named after their start', () => {
    const { periods } = customerLifecycle(visits, { ...read, period: { hours: 24 }, end: '2025-01-07' });
    expect(periods.map(({ period, active }) => [period, active])).toEqual([
      ['2025-01-05T00:00:00.000Z', 1],
      ['2025-01-06T00:00:00.000Z', 0],
    ]);
  });

  test('nothing at all', () => {
    expect(customerLifecycle([], { ...read, period: 'day' })).toMatchObject({ end: undefined, periods: [] });
    expect(customerLifecycle([], { ...read, period: 'day', end: 0 }).periods).toEqual([]);
  });

  test('rows that cannot be used', () => {
    const bad: Visit[] = [...visits, ['', '2025-01-01'], ['eve', 'soon']];
    expect(() => customerLifecycle(bad, { ...read, period: 'day' })).toThrow(
      'customerLifecycle: customer of events[4]',
    );
    const { skipped } = customerLifecycle(bad, { ...read, period: 'day', onInvalid: 'skip' });
    expect(skipped).toMatchObject({ rows: 6, skipped: 2, because: { customer: 1, time: 1 } });
  });

  test('refuses a date that stands for never', () => {
    const never: Visit[] = [...visits, ['bob', '9999-12-31']];
    expectError(
      () => customerLifecycle(never, { ...read, period: 'month' }),
      'RangeError: customerLifecycle: periods since 2025-01 must be at most 3571, got 95699: is the last event (9999-12-31T00:00:00.000Z) a slip? Otherwise give an end',
    );
    expect(customerLifecycle(never, { ...read, period: 'month', end: '2025-06-01' }).periods).toHaveLength(5);
  });

  test('refuses a slip in a date, and options that are none', () => {
    const slip: Visit[] = [['ann', '0025-03-01']];
    expectError(
      () => customerLifecycle(slip, { ...read, period: 'day', end: '2025-03-01' }),
      'RangeError: customerLifecycle: periods since 0025-03-01 must be at most 100000, got 730485',
    );
    expectError(
      () => customerLifecycle([], untyped(null)),
      'TypeError: customerLifecycle: options must be an object, got null',
    );
  });
});

describe('mergeCustomerLifecycles', () => {
  test('to one end, of one period and time zone', () => {
    const a = customerLifecycle(visits, { ...read, period: 'month', end: '2025-06-01' });
    const b = customerLifecycle(visits, { ...read, period: 'month', end: '2025-05-01' });
    const c = customerLifecycle(visits, { ...read, period: 'week', end: '2025-06-01' });
    expect(() => mergeCustomerLifecycles(a, b)).toThrow('lifecycles[1].end must be that of the parts before it');
    expectError(
      () => mergeCustomerLifecycles(a, c),
      'RangeError: mergeCustomerLifecycles: lifecycles[1] must be of the period and time zone of the first, ["month","UTC"], got "["week","UTC"]"',
    );
    expectError(
      () => mergeCustomerLifecycles(untyped({})),
      'TypeError: mergeCustomerLifecycles: lifecycles[0] must be a customer lifecycle, got object',
    );
  });

  const a = customerLifecycle(visits, { ...read, period: 'month', end: '2025-06-01' });
  const [row] = a.periods;
  const count = 'must be a whole number from 0 to 9007199254740991';
  test.each([
    [{ ...a, afterEnd: undefined }, 'TypeError', `afterEnd ${count}, got undefined`],
    [{ ...a, end: Number.NaN }, 'RangeError', 'end must be a finite number, got NaN'],
    [{ ...a, skipped: undefined }, 'TypeError', `skipped.rows ${count}, got undefined`],
    [{ ...a, periods: [null] }, 'TypeError', `periods[0].active ${count}, got undefined`],
    [{ ...a, periods: [{ ...row, active: '3' }] }, 'TypeError', `periods[0].active ${count}, got "3"`],
    [{ ...a, periods: [{ ...row, lost: -1 }] }, 'RangeError', `periods[0].lost ${count}, got -1`],
    [
      { ...a, periods: [{ ...row, active: 3 }] },
      'RangeError',
      'periods[0].active must be new + retained + resurrected (1), got 3',
    ],
    [{ ...a, periods: [{ ...row, period: 7 }] }, 'TypeError', 'periods[0].period must be the name of a period, got 7'],
    [
      { ...a, periods: [{ ...row, index: 0.5 }] },
      'RangeError',
      'periods[0].index must be a whole number from -1000000000000000 to 1000000000000000, got 0.5',
    ],
  ])('refuses %j', (part, type, message) => {
    expectError(
      () => mergeCustomerLifecycles(a, untyped(part)),
      `${type}: mergeCustomerLifecycles: lifecycles[1].${message}`,
    );
  });
});
