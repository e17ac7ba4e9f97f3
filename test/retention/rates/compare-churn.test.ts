import { describe, expect, test } from 'vitest';
import { compareChurn, customerMovements } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

const april = { from: '2026-04-01', to: '2026-05-01' };
const stays = (count: number, since: string, until?: string) =>
  Array.from({ length: count }, (_, index) => ({ id: `${since} ${until} ${index}`, since, until }));
const baseOf = (...groups: { id: string; since: string; until?: string | undefined }[][]) =>
  customerMovements(groups.flat(), { customer: (s) => s.id, start: (s) => s.since, end: (s) => s.until }, april);

describe('compareChurn', () => {
  test('90 stay, 10 leave on the 16th; 45 join on the 11th, 5 more join then and leave on the 21st', () => {
    const table = compareChurn(
      baseOf(
        stays(90, '2026-01-01'),
        stays(10, '2026-01-01', '2026-04-16'),
        stays(45, '2026-04-11'),
        stays(5, '2026-04-11', '2026-04-21'),
      ),
    );
    // On the 15th 10 of 150 are lost, and on the 20th 5 of 140: by then all who joined were there as the day began.
    const customerDays = 90 * 30 + 10 * 15 + 45 * 20 + 5 * 10;
    expect(Object.fromEntries(table.map(({ definition, value }) => [definition, value]))).toEqual({
      churnRate: 10 / 100,
      churnRateOverStart: 15 / 100,
      churnRateOverMidpoint: 15 / 117.5,
      churnRateOverStartAndJoined: 15 / 150,
      churnRateSummedByDay: 10 / 150 + 5 / 140,
      churnRateOverCustomerTime: (15 / customerDays) * 30,
    });
  });

  test('nobody, no churn by any definition', () =>
    expect(compareChurn(baseOf()).map(({ value }) => value)).toEqual(Array.from({ length: 6 })));

  test('it says who publishes what', () => {
    const usedBy = Object.fromEntries(compareChurn(baseOf()).map((row) => [row.definition, row.usedBy]));
    expect(usedBy).toMatchObject({
      churnRate: 'ChartMogul (standard formula)',
      churnRateOverStart: 'Baremetrics, Recurly',
      churnRateOverStartAndJoined: 'Stripe',
      churnRateSummedByDay: 'ChartMogul ("Shopify formula")',
    });
  });

  test.each([
    [null, 'TypeError: compareChurn: from must be a finite number, got undefined'],
    [{ ...baseOf(), from: 9, to: 9 }, 'RangeError: compareChurn: to must be after from (9), got 9'],
    [
      { ...baseOf(), start: 1, lost: 1, customerDays: 5e-324 },
      'RangeError: compareChurn: the numbers are too large to compute with',
    ],
    [{ ...baseOf(), lost: 3 }, 'RangeError: compareChurn: lost must be at most start + joined (0), got 3'],
    [
      { ...baseOf(), end: 3 },
      'RangeError: compareChurn: end - acquired must be from 0 to start (0), got 3; acquired counts only new customers who are still there at the end',
    ],
    [
      { ...baseOf(), days: [{ start: 1, lost: 2 }] },
      'RangeError: compareChurn: days[0].lost must be from 0 to start (1), got 2',
    ],
    [{ ...baseOf(), customerDays: -1 }, 'RangeError: compareChurn: customerDays must be a finite number >= 0, got -1'],
    [{ ...baseOf(), lost: '3' }, 'TypeError: compareChurn: lost must be a finite number >= 0, got "3"'],
    [{ ...baseOf(), days: undefined }, 'TypeError: compareChurn: days must be iterable, got undefined'],
  ])('refuses %j', (base, error) => expectError(() => compareChurn(untyped(base)), error));
});
