import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  experienceConsistency,
  type InteractionScores,
  interactionScoresBy,
  mergeInteractionScoresBy,
} from '../../src/index.js';
import { law } from '../support/law.js';

type Row = readonly [customer: string, score: number];

const row = (): fc.Arbitrary<Row> =>
  fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', '__proto__', 'constructor'), fc.integer({ min: 0, max: 10 }));
const rows = () => fc.array(row(), { maxLength: 60 });
const scan = (list: Iterable<Row>) =>
  interactionScoresBy(
    list,
    ([customer]) => customer,
    ([, score]) => score,
  );
const measure = (list: Iterable<Row>) => experienceConsistency(scan(list));

const squares = (xs: readonly number[]) => {
  const mean = xs.reduce((total, x) => total + x, 0) / xs.length;
  return xs.reduce((total, x) => total + (x - mean) ** 2, 0);
};
const byHand = (list: readonly Row[]) => {
  const customers = [...new Set(list.map(([customer]) => customer))];
  const groups = customers.map((customer) => list.filter(([who]) => who === customer).map(([, score]) => score));
  return {
    groups,
    squaresTotal: squares(list.map(([, score]) => score)),
    squaresWithin: groups.reduce((total, xs) => total + squares(xs), 0),
  };
};
const expectNear = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(1e-10);

describe('interactionScoresBy', () => {
  law('each customer on their own: number, mean and squares as by definition', [rows()], (list) => {
    const { groups } = byHand(list);
    const summaries = [...scan(list).values()];
    expect(summaries).toHaveLength(groups.length);
    groups.forEach((xs, index) => {
      const summary = summaries[index] as InteractionScores;
      expect(summary.interactions).toBe(xs.length);
      expectNear(summary.mean, xs.reduce((total, x) => total + x, 0) / xs.length);
      expectNear(summary.squares, squares(xs));
    });
  });

  law(
    'merging is scanning together, up to rounding: merge(scan(a), scan(b)) = scan(a ++ b)',
    [rows(), rows()],
    (a, b) => {
      const [merged, scanned] = [mergeInteractionScoresBy(scan(a), scan(b)), scan([...a, ...b])];
      expect([...merged.keys()]).toEqual([...scanned.keys()]);
      for (const [customer, summary] of merged) {
        const other = scanned.get(customer) as InteractionScores;
        expect(summary.interactions).toBe(other.interactions);
        expectNear(summary.mean, other.mean);
        expectNear(summary.squares, other.squares);
      }
      expect(mergeInteractionScoresBy(scan([]), scan(a))).toEqual(scan(a));
      expect(mergeInteractionScoresBy()).toEqual(scan([]));
    },
  );
});

describe('experienceConsistency', () => {
  law('the spread within and between is all there is: (N − k)·MSW + (k − 1)·MSB = Σ (x − x̄)²', [rows()], (list) => {
    const result = measure(list);
    fc.pre(result !== undefined);
    const { groups, squaresTotal, squaresWithin } = byHand(list);
    const { within, between, customers: k, interactions: N } = result;
    const n0 = (N - groups.reduce((total, xs) => total + xs.length ** 2, 0) / N) / (k - 1);
    expectNear((N - k) * within, squaresWithin);
    expectNear((N - k) * within + (k - 1) * (within + n0 * between), squaresTotal);
  });

  law(
    'it is ICC(1) as published, for customers with n interactions each: (MSB − MSW) / (MSB + (n − 1)·MSW)',
    [
      fc.integer({ min: 2, max: 6 }).chain((n) =>
        fc.array(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: n, maxLength: n }), {
          minLength: 2,
          maxLength: 8,
        }),
      ),
    ],
    (customers) => {
      const list = customers.flatMap((scores, who) => scores.map((score): Row => [`${who}`, score]));
      const result = measure(list);
      fc.pre(result !== undefined);
      const { squaresTotal, squaresWithin } = byHand(list);
      const [k, n] = [customers.length, (customers[0] as number[]).length];
      const msw = squaresWithin / (k * (n - 1));
      const msb = (squaresTotal - squaresWithin) / (k - 1);
      expectNear(result.consistency, (msb - msw) / (msb + (n - 1) * msw));
      expect(result.consistency).toBeGreaterThanOrEqual(-1 / (n - 1) - 1e-12);
    },
  );

  law('consistency ≤ 1, and 1 exactly where each customer always gets the same', [rows()], (list) => {
    const result = measure(list);
    fc.pre(result !== undefined);
    expect(result.consistency).toBeLessThanOrEqual(1);
    expect(result.consistency === 1).toBe(result.within === 0);
    const always = list.map(([customer]): Row => [customer, customer.length + customer.charCodeAt(0)]);
    expect(measure(always)?.consistency).toBe(1);
  });

  law(
    'the same mixture for everybody is as low as it gets: consistency = −1/(n − 1)',
    [fc.uniqueArray(fc.integer({ min: 0, max: 10 }), { minLength: 2, maxLength: 6 }), fc.integer({ min: 2, max: 6 })],
    (scores, k) => {
      const list = scores.flatMap((score) => Array.from({ length: k }, (_, who): Row => [`${who}`, score]));
      expectNear(measure(list)?.consistency as number, -1 / (scores.length - 1));
    },
  );

  law(
    'the scale does not matter: consistency(a + b·score) = consistency(score), and variances scale with b²',
    [rows(), fc.integer({ min: -100, max: 100 }), fc.integer({ min: 1, max: 100 })],
    (list, a, b) => {
      const [plain, scaled] = [measure(list), measure(list.map(([customer, score]): Row => [customer, a + b * score]))];
      if (!plain || !scaled) {
        expect(scaled).toBe(plain);
        return;
      }
      expectNear(scaled.consistency, plain.consistency);
      expectNear(scaled.within / b / b, plain.within);
      expectNear(scaled.between / b / b, plain.between);
    },
  );

  law(
    'order does not matter, up to rounding',
    [rows().chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })))],
    ([list, shuffled]) => {
      const [a, b] = [measure(list)?.consistency, measure(shuffled)?.consistency];
      if (a === undefined || b === undefined) expect(b).toBe(a);
      else expectNear(b, a);
    },
  );

  law(
    'there is an answer exactly where there are two customers, two interactions of one, and two scores',
    [rows()],
    (list) => {
      const { groups } = byHand(list);
      const differs = new Set(list.map(([, score]) => score)).size > 1;
      const answer = groups.length > 1 && groups.some((xs) => xs.length > 1) && differs;
      expect(measure(list) !== undefined).toBe(answer);
    },
  );
});
