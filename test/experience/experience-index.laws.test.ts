import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type CustomerExperience, experienceIndex } from '../../src/index.js';
import { fraction } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import { agreesWith, expectClose, neverFalls, staysWithin } from '../support/predicates.js';

const customer = (one = fraction()): fc.Arbitrary<CustomerExperience> => fc.record({ emotion: one, productValue: one });
const customers = (one?: fc.Arbitrary<number>) => fc.array(customer(one), { minLength: 1 });
const above0 = () => fraction().filter((x) => x > 0);
const index = (list: readonly CustomerExperience[]) => experienceIndex(list)?.index;
const product = ({ emotion, productValue }: CustomerExperience) => emotion * productValue;

describe('experienceIndex', () => {
  law('0 ≤ index ≤ 1', [customers()], staysWithin(index, 0, 1));

  law(
    'it is the n-th root of the product of all: index = (Π eᵢ·vᵢ)^(1/n)',
    [fc.array(customer(above0()), { minLength: 1, maxLength: 8 })],
    agreesWith(index, (list) => list.reduce((total, each) => total * product(each), 1) ** (1 / list.length)),
  );

  law('it is the product of its two factors: index = emotion · productValue', [customers()], (list) => {
    const result = experienceIndex(list);
    expectClose(result?.index, (result?.emotion ?? 0) * (result?.productValue ?? 0), 0);
  });

  law('one zero is fatal, and nothing else is: index = 0 ⇔ some emotion or value is 0', [customers()], (list) => {
    const zeros = list.filter((each) => product(each) === 0).length;
    expect(experienceIndex(list)?.zeros).toBe(zeros);
    expect(index(list) === 0).toBe(zeros > 0);
  });

  law(
    'it is never above the arithmetic mean of the products, and equal to it for equal customers',
    [customers(), fc.integer({ min: 1, max: 50 })],
    (list, n) => {
      const mean = list.reduce((total, each) => total + product(each), 0) / list.length;
      expect(index(list) as number).toBeLessThanOrEqual(mean * (1 + 1e-12));
      const [first] = list as [CustomerExperience];
      expectClose(index(Array<CustomerExperience>(n).fill(first)), product(first));
    },
  );

  law('a better emotion or value never lowers it', [customers(), fraction(), fc.boolean()], (list, better, which) =>
    neverFalls(index, ([first, ...rest]: readonly CustomerExperience[]) => {
      const { emotion, productValue } = first as CustomerExperience;
      return [
        which
          ? { emotion: Math.max(emotion, better), productValue }
          : { emotion, productValue: Math.max(productValue, better) },
        ...rest,
      ];
    })(list),
  );

  law(
    'it scales with either factor: index(k · e) = k · index(e)',
    [customers(above0()), fc.double({ min: 1e-3, max: 1, noNaN: true })],
    (list, k) => {
      const scaled = index(list.map(({ emotion, productValue }) => ({ emotion: k * emotion, productValue })));
      expectClose(scaled, k * (index(list) as number));
    },
  );

  law(
    'two groups together: n·log index(a ∪ b) = nₐ·log index(a) + n_b·log index(b)',
    [customers(above0()), customers(above0())],
    (a, b) => {
      const log = (list: readonly CustomerExperience[]) => list.length * Math.log(index(list) as number);
      expect(Math.abs(log([...a, ...b]) - log(a) - log(b))).toBeLessThanOrEqual(1e-12 * (1 - log(a) - log(b)));
    },
  );
});
