import { describe, expect, test } from 'vitest';
import { medianValueCuts, valueQuadrants } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

interface Customer {
  readonly margin: number;
  readonly rating: number;
}

const customers: readonly Customer[] = Object.freeze([
  { margin: 900, rating: 9 },
  { margin: 800, rating: 3 },
  { margin: 50, rating: 9 },
  { margin: 10, rating: 2 },
]);
const readers = {
  businessValue: ({ margin }: Customer) => margin,
  customerValue: ({ rating }: Customer) => rating,
};
const cuts = { businessValue: 100, customerValue: 7 };
const rich = { margin: 1.7e308, rating: 0 };

describe('valueQuadrants', () => {
  test('one of each', () => {
    expect(valueQuadrants(customers, readers, cuts)).toEqual({
      stars: { customers: 1, businessValue: 900, customerValue: 9 },
      vulnerable: { customers: 1, businessValue: 800, customerValue: 3 },
      freeRiders: { customers: 1, businessValue: 50, customerValue: 9 },
      lostCauses: { customers: 1, businessValue: 10, customerValue: 2 },
    });
  });

  test('at the cut is high', () => {
    expect(valueQuadrants([{ margin: 100, rating: 7 }], readers, cuts).stars.customers).toBe(1);
  });

  test('no customers, empty quadrants', () => {
    const empty = { customers: 0, businessValue: 0, customerValue: 0 };
    expect(valueQuadrants([], readers, cuts)).toEqual({
      stars: empty,
      vulnerable: empty,
      freeRiders: empty,
      lostCauses: empty,
    });
  });

  test('totals keep the small beside the large', () => {
    const margins = [1e16, ...Array<number>(1000).fill(1), -1e16];
    const all = { businessValue: -1e17, customerValue: 0 };
    const { stars } = valueQuadrants(margins, { businessValue: (margin) => margin, customerValue: () => 1 }, all);
    expect(stars.businessValue).toBe(1000);
  });

  test.each([
    [
      [...customers, { margin: Number.NaN, rating: 1 }],
      cuts,
      'RangeError: valueQuadrants: businessValue of customers[4] must be a finite number, got NaN',
    ],
    [
      [{ margin: 1, rating: '7' }],
      cuts,
      'TypeError: valueQuadrants: customerValue of customers[0] must be a finite number, got "7"',
    ],
    [7, cuts, 'TypeError: valueQuadrants: customers must be iterable, got 7'],
    [customers, undefined, 'TypeError: valueQuadrants: cuts.businessValue must be a finite number, got undefined'],
    [
      customers,
      { businessValue: 1, customerValue: Infinity },
      'RangeError: valueQuadrants: cuts.customerValue must be a finite number, got Infinity',
    ],
    [[rich, rich], cuts, 'RangeError: valueQuadrants: the numbers are too large to compute with'],
  ])('refuses %j at %j', (rows, at, error) =>
    expectError(() => valueQuadrants(untyped<Customer[]>(rows), readers, untyped(at)), error),
  );

  test('the readers must be functions', () => {
    expectError(
      () => valueQuadrants(customers, untyped({ businessValue: 'margin' }), cuts),
      'TypeError: valueQuadrants: readers.businessValue must be a function, got "margin"',
    );
    expectError(
      () => valueQuadrants(customers, untyped(undefined), cuts),
      'TypeError: valueQuadrants: readers.businessValue must be a function, got undefined',
    );
  });
});

describe('medianValueCuts', () => {
  test('of an even number the mean of the two in the middle', () => {
    expect(medianValueCuts(customers, readers)).toEqual({ businessValue: 425, customerValue: 6 });
    expect(medianValueCuts(customers.slice(1), readers)).toEqual({ businessValue: 50, customerValue: 3 });
    expect(medianValueCuts([], readers)).toBeUndefined();
    expect(medianValueCuts([rich, rich], readers)?.businessValue).toBe(1.7e308);
  });

  test.each([[[5e-324]], [[5e-324, 5e-324]], [[1, 5e-324, 0]]])('of %j nothing is lost', (values) => {
    const read = (value: number) => value;
    const cuts = medianValueCuts(values, { businessValue: read, customerValue: read });
    expect(cuts).toEqual({ businessValue: 5e-324, customerValue: 5e-324 });
  });

  test('refuses what is not a number', () => {
    expectError(
      () => medianValueCuts(untyped<Customer[]>([{ margin: 1 }]), readers),
      'TypeError: medianValueCuts: customerValue of customers[0] must be a finite number, got undefined',
    );
  });
});
