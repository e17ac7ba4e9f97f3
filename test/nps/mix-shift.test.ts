import { describe, expect, test } from 'vitest';
import { type NpsCounts, npsDifference, npsMixShift } from '../../src/index.js';
import { seededRandom } from '../../src/internal/random.js';
import { expectError, untyped } from '../support/errors.js';
import { golden } from '../support/golden.js';

interface Golden {
  before: Record<string, [number, number, number]>;
  after: Record<string, [number, number, number]>;
  shift: {
    before: number;
    after: number;
    within: number;
    mix: number;
    segments: Record<string, [number | null, number]>;
  };
}

const table = golden<Golden[]>('nps-mix-shift');

const period = (rows: Record<string, readonly [number, number, number]>): Map<string, NpsCounts> =>
  new Map(
    Object.entries(rows).map(([name, [promoters, passives, detractors]]) => [
      name,
      { promoters, passives, detractors },
    ]),
  );

describe('npsMixShift', () => {
  test('Simpson’s paradox: both segments rise and the total falls', () => {
    const shift = npsMixShift(
      period({ business: [60, 20, 20], private: [30, 40, 30] }),
      period({ business: [70, 10, 20], private: [99, 114, 87] }),
    );
    expect(shift?.before).toBe(20);
    expect(shift?.after).toBe(15.5);
    expect(shift?.total).toBe(-4.5);
    // Within: (0.5 + 0.25) / 2 · 10 + (0.5 + 0.75) / 2 · 4. Mix: −0.25 · (45 − A) + 0.25 · (2 − A), A = 17.75.
    expect(shift?.within).toBe(6.25);
    expect(shift?.mix).toBe(-10.75);
    expect(shift?.segments.get('business')).toEqual({
      shareBefore: 0.5,
      shareAfter: 0.25,
      scoreBefore: 40,
      scoreAfter: 50,
      within: 3.75,
      mix: -0.25 * (45 - 17.75),
      presence: 'both',
    });
    expect(shift?.segments.get('private')?.mix).toBe(0.25 * (2 - 17.75));
  });

  test('segments in one period only belong to the mix, and say so', () => {
    const shift = npsMixShift(period({ a: [1, 1, 0], gone: [0, 1, 1] }), period({ a: [1, 1, 0], new: [2, 0, 0] }));
    // A = (0 + 75) / 2.
    expect(shift?.segments.get('gone')).toEqual({
      shareBefore: 0.5,
      shareAfter: 0,
      scoreBefore: -50,
      scoreAfter: undefined,
      within: undefined,
      mix: -0.5 * (-50 - 37.5),
      presence: 'left',
    });
    expect(shift?.segments.get('new')).toEqual({
      shareBefore: 0,
      shareAfter: 0.5,
      scoreBefore: undefined,
      scoreAfter: 100,
      within: undefined,
      mix: 0.5 * (100 - 37.5),
      presence: 'entered',
    });
    expect(shift?.within).toBe(0);
    expect(shift?.mix).toBe(75);
  });

  test('no responses are no segment: 0 counts are the same as none', () => {
    const [before, after] = [period({ a: [3, 1, 1] }), period({ a: [2, 1, 2], b: [1, 0, 0] })];
    const zero = { empty: [0, 0, 0] } as const;
    const padded = npsMixShift(
      new Map([...before, ...period({ b: [0, 0, 0], ...zero })]),
      new Map([...after, ...period(zero)]),
    );
    expect(padded).toEqual(npsMixShift(before, after));
    expect([...(padded?.segments.keys() ?? [])]).toEqual(['a', 'b']);
  });

  test.each(table)('agrees with standardisation in exact fractions, case %#', ({ before, after, shift }) => {
    const actual = npsMixShift(period(before), period(after));
    const near = (value: number | undefined, expected: number | null | undefined) =>
      typeof expected === 'number'
        ? expect(Math.abs((value ?? Number.NaN) - expected)).toBeLessThanOrEqual(1e-11)
        : expect(value).toBeUndefined();
    for (const name of ['before', 'after', 'within', 'mix'] as const) near(actual?.[name], shift[name]);
    expect([...(actual?.segments.keys() ?? [])].toSorted()).toEqual(Object.keys(shift.segments));
    for (const [name, [within, mix]] of Object.entries(shift.segments)) {
      near(actual?.segments.get(name)?.within, within);
      near(actual?.segments.get(name)?.mix, mix);
    }
  });

  test('a period without responses has no score to compare', () => {
    expect(npsMixShift(new Map(), period({ a: [1, 0, 0] }))).toBeUndefined();
    expect(npsMixShift(period({ a: [1, 0, 0] }), period({ a: [0, 0, 0] }))).toBeUndefined();
  });

  test('names of built-in properties are ordinary segments', () => {
    const odd = new Map([['__proto__', { promoters: 1, passives: 0, detractors: 0 }]]);
    expect([...(npsMixShift(odd, odd)?.segments.keys() ?? [])]).toEqual(['__proto__']);
  });

  test('where only the mix changed, about 5% of pairs of periods say that opinions did', () => {
    const random = seededRandom(11);
    const segment = (n: number, p: number, q: number): [number, number, number] => {
      const counts: [number, number, number] = [0, 0, 0];
      for (let i = 0; i < n; i++) {
        const at = random();
        counts[at < p ? 0 : at < p + q ? 2 : 1]++;
      }
      return counts;
    };
    const one = (a: number, b: number, c: number) =>
      period({ a: segment(a, 0.6, 0.1), b: segment(b, 0.3, 0.4), c: segment(c, 0.1, 0.7) });
    const pairs = 3000;
    let alarms = 0;
    for (let pair = 0; pair < pairs; pair++) {
      const { withinEstimate } = npsMixShift(one(100, 60, 20), one(30, 70, 80)) ?? {};
      if ((withinEstimate?.pValue ?? Number.NaN) < 0.05) alarms++;
    }
    expect(alarms / pairs).toBeGreaterThan(0.035);
    expect(alarms / pairs).toBeLessThan(0.065);
  });

  test('without a segment in both periods nothing can have changed within', () => {
    const shift = npsMixShift(period({ a: [1, 0, 0] }), period({ b: [1, 0, 0] }));
    expect(shift?.within).toBe(0);
    expect(shift?.withinEstimate).toBeUndefined();
  });

  test('a segment that is in both periods for half of the responses can move the total by half of its change', () => {
    const shift = npsMixShift(
      period({ a: [50, 30, 20], gone: [50, 30, 20] }),
      period({ a: [70, 20, 10], new: [70, 20, 10] }),
    );
    const alone = npsDifference(
      { promoters: 50, passives: 30, detractors: 20 },
      { promoters: 70, passives: 20, detractors: 10 },
    );
    expect(shift?.withinEstimate?.value).toBe(15);
    expect(shift?.withinEstimate?.lower).toBeCloseTo((alone?.lower ?? Number.NaN) / 2, 9);
    expect(shift?.withinEstimate?.pValue).toBeCloseTo(alone?.pValue ?? Number.NaN, 9);
  });

  test.each([
    [{ confidence: 95 }, 'RangeError', 'confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?'],
    [0.95, 'TypeError', 'options must be an object, got 0.95'],
  ])('refuses the options %j, of empty periods, too', (options, kind, error) =>
    expectError(() => npsMixShift(new Map(), new Map(), untyped(options)), `${kind}: npsMixShift: ${error}`),
  );

  test('refuses what is not a Map of counts', () => {
    const good = period({ a: [1, 0, 0] });
    expectError(
      () => npsMixShift(untyped<typeof good>([['a', {}]]), good),
      'TypeError: npsMixShift: before must be a Map, got object',
    );
    expectError(
      () => npsMixShift(good, period({ a: [1, -1, 0] })),
      'RangeError: npsMixShift: after.get("a").passives must be from 0 to 1e15, got -1',
    );
  });

  test('no part is −0, and the scores stay on their scale', () => {
    const before = period({ a: [1, 1, 3], b: [2, 0, 0] });
    const same = npsMixShift(before, before);
    for (const { within, mix } of same?.segments.values() ?? []) expect([within, mix]).toEqual([0, 0]);
    for (let n = 0.1; n < 20; n += 0.1) {
      const { after } = npsMixShift(before, period({ a: [n, 0, 0], b: [n / 3, 0, 0] })) ?? {};
      expect(after).toBe(100);
      const down = npsMixShift(before, period({ a: [0, 0, n], b: [0, 0, n / 3] }));
      expect(down?.after).toBe(-100);
    }
    expect(npsMixShift(before, period({ a: [0, 1, 0] }))?.after).toBe(0);
  });
});
