import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { medianValueCuts, type ValueCuts, type ValueQuadrant, valueQuadrants } from '../../src/index.js';
import { law } from '../support/law.js';

interface Customer {
  readonly margin: number;
  readonly rating: number;
}

const whole = () => fc.integer({ min: -1000, max: 1000 });
const customers = (): fc.Arbitrary<Customer[]> =>
  fc.array(fc.record({ margin: whole(), rating: fc.integer({ min: 0, max: 10 }) }));
const cuts = (): fc.Arbitrary<ValueCuts> =>
  fc.record({ businessValue: whole(), customerValue: fc.integer({ min: 0, max: 10 }) });
const readers = {
  businessValue: ({ margin }: Customer) => margin,
  customerValue: ({ rating }: Customer) => rating,
};
const quadrants = (list: readonly Customer[], at: ValueCuts) => valueQuadrants(list, readers, at);
const names = ['stars', 'vulnerable', 'freeRiders', 'lostCauses'] as const;

const summary = (list: readonly Customer[]): ValueQuadrant => ({
  customers: list.length,
  businessValue: list.reduce((total, { margin }) => total + margin, 0),
  customerValue: list.reduce((total, { rating }) => total + rating, 0),
});
const add = (...parts: ValueQuadrant[]): ValueQuadrant => ({
  customers: parts.reduce((total, part) => total + part.customers, 0),
  businessValue: parts.reduce((total, part) => total + part.businessValue, 0),
  customerValue: parts.reduce((total, part) => total + part.customerValue, 0),
});

describe('valueQuadrants', () => {
  law(
    'each customer is in the quadrant that the cuts say, and at the cut is high',
    [customers(), cuts()],
    (list, at) => {
      const where = (business: boolean, customer: boolean) =>
        summary(
          list.filter(
            ({ margin, rating }) => margin >= at.businessValue === business && rating >= at.customerValue === customer,
          ),
        );
      expect(quadrants(list, at)).toEqual({
        stars: where(true, true),
        vulnerable: where(true, false),
        freeRiders: where(false, true),
        lostCauses: where(false, false),
      });
    },
  );

  law('the quadrants make up the whole: Σ quadrants = all customers', [customers(), cuts()], (list, at) =>
    expect(add(...Object.values(quadrants(list, at)))).toEqual(summary(list)),
  );

  law(
    'quadrants of disjoint customers at the same cuts add: quadrants(a ++ b) = quadrants(a) + quadrants(b)',
    [customers(), customers(), cuts()],
    (a, b, at) => {
      const [qa, qb, both] = [quadrants(a, at), quadrants(b, at), quadrants([...a, ...b], at)];
      for (const name of names) expect(both[name]).toEqual(add(qa[name], qb[name]));
    },
  );

  law('with the two sides exchanged, vulnerable and free riders change places', [customers(), cuts()], (list, at) => {
    const turned = valueQuadrants(
      list,
      { businessValue: readers.customerValue, customerValue: readers.businessValue },
      { businessValue: at.customerValue, customerValue: at.businessValue },
    );
    const { stars, vulnerable, freeRiders, lostCauses } = quadrants(list, at);
    expect(names.map((name) => turned[name].customers)).toEqual(
      [stars, freeRiders, vulnerable, lostCauses].map((quadrant) => quadrant.customers),
    );
  });

  law('a higher cut never makes more customers high', [customers(), cuts(), fc.nat(1000)], (list, at, more) => {
    const high = (businessValue: number) => {
      const { stars, vulnerable } = quadrants(list, { ...at, businessValue });
      return stars.customers + vulnerable.customers;
    };
    expect(high(at.businessValue + more)).toBeLessThanOrEqual(high(at.businessValue));
  });
});

describe('medianValueCuts', () => {
  law('at most half are above a median and at most half below', [customers()], (list) => {
    const at = medianValueCuts(list, readers);
    expect(at === undefined).toBe(list.length === 0);
    if (!at) return;
    for (const side of ['businessValue', 'customerValue'] as const) {
      expect(list.filter((each) => readers[side](each) > at[side]).length).toBeLessThanOrEqual(list.length / 2);
      expect(list.filter((each) => readers[side](each) < at[side]).length).toBeLessThanOrEqual(list.length / 2);
    }
  });

  law(
    'order does not matter: cuts(π(customers)) = cuts(customers)',
    [customers().chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })))],
    ([list, shuffled]) => expect(medianValueCuts(shuffled, readers)).toEqual(medianValueCuts(list, readers)),
  );
});
