import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type Attribution, attribute, attributeLmdi } from '../../../src/index.js';
import { balance, factor } from '../../support/arbitraries.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';

type Drivers = Readonly<Record<string, number>>;
interface Change {
  readonly before: Drivers;
  readonly after: Drivers;
}

/** Up to six drivers of at most a million, so that their product stays a number; some do not change. */
const changes = (value: fc.Arbitrary<number>, most = 6): fc.Arbitrary<Change> =>
  fc
    .array(fc.tuple(value, fc.oneof(value, fc.constant(undefined))), { minLength: 1, maxLength: most })
    .map((pairs) => ({
      before: Object.fromEntries(pairs.map(([old], i) => [`d${i}`, old])),
      after: Object.fromEntries(pairs.map(([old, now], i) => [`d${i}`, now ?? old])),
    }));

const signed = () => balance().map((x) => Math.max(-1e6, Math.min(1e6, x)));
const positive = () => fc.double({ min: 1e-3, max: 1e6, noNaN: true });

/** What the parts are sums of, as errors are in proportion to it. */
const size = ({ before, after }: Change) =>
  Object.keys(before).reduce(
    (product, name) => product * (Math.abs(before[name] ?? 0) + Math.abs(after[name] ?? 0)),
    1,
  );

const parts = (result: Attribution | undefined) => Object.values(result?.drivers ?? {});
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** The definition: the mean, over all orders of the drivers, of what each adds when the drivers change one after the other. */
function overAllOrders({ before, after }: Change): Record<string, number> {
  const names = Object.keys(before);
  const result = Object.fromEntries(names.map((name) => [name, 0]));
  const orders = permutations(names);
  for (const order of orders) {
    const state: Record<string, number> = { ...before };
    for (const name of order) {
      const without = Object.values(state).reduce((product, x) => product * x, 1);
      state[name] = after[name] as number;
      const withIt = Object.values(state).reduce((product, x) => product * x, 1);
      result[name] = (result[name] ?? 0) + (withIt - without) / orders.length;
    }
  }
  return result;
}

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) =>
    permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest]),
  );
}

describe('attribute', () => {
  law('the parts add up to the change: Σ φᵢ = after − before', [changes(signed())], (change) => {
    const result = attribute(change.before, change.after);
    expect(Math.abs(total(parts(result)) - result.change)).toBeLessThanOrEqual(1e-13 * size(change));
  });

  law(
    'a part is the mean over all orders of changing one driver after the other: φᵢ = Σ over orders of its step / k!',
    [changes(signed(), 5)],
    (change) => {
      const { drivers } = attribute(change.before, change.after);
      for (const [name, part] of Object.entries(overAllOrders(change))) {
        expect(Math.abs((drivers[name] as number) - part)).toBeLessThanOrEqual(1e-12 * size(change));
      }
    },
  );

  law('a driver that does not change gets nothing: xᵢ′ = xᵢ ⇒ φᵢ = 0', [changes(signed())], ({ before, after }) => {
    const { drivers } = attribute(before, after);
    for (const name of Object.keys(before)) if (before[name] === after[name]) expect(drivers[name]).toBe(0);
  });

  law(
    'drivers that change alike get alike: xᵢ = xⱼ, xᵢ′ = xⱼ′ ⇒ φᵢ = φⱼ',
    [changes(signed()), signed(), signed()],
    ({ before, after }, old, now) => {
      const change = { before: { ...before, a: old, b: old }, after: { ...after, a: now, b: now } };
      const { drivers } = attribute(change.before, change.after);
      expect(Math.abs((drivers.a as number) - (drivers.b as number))).toBeLessThanOrEqual(1e-13 * size(change));
    },
  );

  law('going back takes back: φᵢ(after, before) = −φᵢ(before, after)', [changes(signed())], (change) => {
    const [there, back] = [attribute(change.before, change.after), attribute(change.after, change.before)];
    for (const name of Object.keys(change.before)) {
      const error = Math.abs((there.drivers[name] as number) + (back.drivers[name] as number));
      expect(error).toBeLessThanOrEqual(1e-13 * size(change));
    }
  });

  law(
    'the unit of a driver does not matter to the shares: φ(k · x₁, …) = k · φ(x₁, …)',
    [changes(signed()), factor()],
    (change, k) => {
      const scale = (drivers: Drivers): Drivers => ({ ...drivers, d0: k * (drivers['d0'] as number) });
      const [plain, scaled] = [
        attribute(change.before, change.after),
        attribute(scale(change.before), scale(change.after)),
      ];
      for (const name of Object.keys(change.before)) {
        const error = Math.abs((scaled.drivers[name] as number) - k * (plain.drivers[name] as number));
        expect(error).toBeLessThanOrEqual(1e-12 * k * size(change));
      }
    },
  );
});

describe('attributeLmdi', () => {
  law('the parts add up to the change: Σ φᵢ = after − before', [changes(positive())], (change) => {
    const result = attributeLmdi(change.before, change.after);
    expect(Math.abs(total(parts(result)) - (result?.change as number))).toBeLessThanOrEqual(1e-12 * size(change));
  });

  law('the parts are as the logarithms: φᵢ · ln(xⱼ′ / xⱼ) = φⱼ · ln(xᵢ′ / xᵢ)', [changes(positive())], (change) => {
    const { drivers } = attributeLmdi(change.before, change.after) as Attribution;
    const log = (name: string) => Math.log((change.after[name] as number) / (change.before[name] as number));
    for (const [a, x] of Object.entries(drivers)) {
      for (const [b, y] of Object.entries(drivers)) {
        expect(Math.abs(x * log(b) - y * log(a))).toBeLessThanOrEqual(1e-12 * size(change) * 40);
      }
    }
  });

  law(
    'the parts do not depend on how the others are grouped: φᵢ(x₁, x₂, x₃) = φᵢ(x₁, x₂ · x₃)',
    [fc.array(positive(), { minLength: 6, maxLength: 6 })],
    ([a = 1, b = 1, c = 1, d = 1, e = 1, f = 1]) => {
      const apart = attributeLmdi({ a, b, c }, { a: d, b: e, c: f });
      const grouped = attributeLmdi({ a, bc: b * c }, { a: d, bc: e * f });
      expect(Math.abs((apart?.drivers.a as number) - (grouped?.drivers.a as number))).toBeLessThanOrEqual(
        1e-11 * (a * b * c + d * e * f),
      );
    },
  );

  law(
    'for small changes it is the Shapley value: |φ − Shapley| = o(change)',
    [
      fc.array(positive(), { minLength: 3, maxLength: 3 }),
      fc.array(fc.double({ min: -1e-4, max: 1e-4, noNaN: true }), { minLength: 3, maxLength: 3 }),
    ],
    (old, steps) => {
      const before = { a: old[0] as number, b: old[1] as number, c: old[2] as number };
      const after = {
        a: before.a * (1 + (steps[0] as number)),
        b: before.b * (1 + (steps[1] as number)),
        c: before.c * (1 + (steps[2] as number)),
      };
      const [lmdi, shapley] = [attributeLmdi(before, after), attribute(before, after)];
      for (const name of ['a', 'b', 'c'] as const) {
        // Both differ from V · ln(xᵢ′ / xᵢ) by terms of the second order in the steps, which are the same up to the third.
        expect(Math.abs((lmdi?.drivers[name] as number) - shapley.drivers[name])).toBeLessThanOrEqual(
          1e-11 * shapley.before,
        );
      }
    },
  );

  law(
    'one driver that comes from 0 or goes to 0 has the whole change: xᵢ = 0 ⇒ φᵢ = V′',
    [changes(positive()), positive()],
    ({ before, after }, now) => {
      const result = attributeLmdi({ ...before, risen: 0 }, { ...after, risen: now });
      expect(result?.drivers.risen).toBe(result?.after);
      const gone = attributeLmdi({ ...after, risen: now }, { ...before, risen: 0 });
      expectClose(gone?.drivers.risen, -(gone?.before as number));
    },
  );
});
