import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  kaplanMeier,
  kaplanMeierLog,
  lifetimeQuantile,
  medianLifetime,
  type SurvivalCurve,
  survivalTable,
} from '../../../src/index.js';
import { law } from '../../support/law.js';
import { confidence, lifetimes, plainLifetime, stretched, wholeLifetime } from '../../support/survival.js';

/** Shares whose complements to 1 are shares, too, to the last bit. */
const share = () => fc.integer({ min: 1, max: 1023 }).map((part) => part / 1024);

const someWhole = () => lifetimes(wholeLifetime()).filter((rows) => rows.length > 0);

describe('medianLifetime and lifetimeQuantile', () => {
  law(
    'without censoring the median is the middle lifetime, or the mean of the two in the middle',
    [someWhole()],
    (rows) => {
      const durations = rows.map((row) => row.duration).toSorted((a, b) => a - b);
      const middle = (durations.length - 1) / 2;
      const [low, high] = [durations[Math.floor(middle)] as number, durations[Math.ceil(middle)] as number];
      expect(medianLifetime(kaplanMeier(survivalTable(rows))).value).toBe((low + high) / 2);
    },
  );

  law(
    'without censoring it is the least lifetime that the share does not outlast: t(k / n) between the k-th and the next',
    [someWhole(), fc.nat()],
    (rows, any) => {
      fc.pre(rows.length > 1);
      const durations = rows.map((row) => row.duration).toSorted((a, b) => a - b);
      const k = 1 + (any % (rows.length - 1));
      const [low, high] = [durations[k - 1] as number, durations[k] as number];
      expect(lifetimeQuantile(kaplanMeier(survivalTable(rows)), k / rows.length).value).toBe((low + high) / 2);
    },
  );

  /** The middle of when the limit is at the level: from the first time at or below it to the first below. */
  const crossing = ({ steps }: SurvivalCurve, side: 'survival' | 'lower' | 'upper', level: number) => {
    const atMost = steps.find((step) => (step[side] ?? 1) <= level + 1e-12);
    const below = steps.find((step) => (step[side] ?? 1) < level - 1e-12);
    const last = steps.at(-1);
    return atMost && last && (atMost.time + (below ?? last).time) / 2;
  };

  law(
    'it is where the curve comes down to 1 − p, and its limits are where those of the curve do: t(p) = min {t: S(t) ≤ 1 − p}',
    [lifetimes(), share(), confidence()],
    (rows, p, sure) => {
      for (const variant of [kaplanMeier, kaplanMeierLog]) {
        const curve = variant(survivalTable(rows), { confidence: sure });
        expect(lifetimeQuantile(curve, p)).toEqual({
          value: crossing(curve, 'survival', 1 - p),
          lower: crossing(curve, 'lower', 1 - p),
          upper: crossing(curve, 'upper', 1 - p),
          confidence: sure,
        });
      }
    },
  );

  law('the median is the quantile of one half: median = t(1/2)', [lifetimes()], (rows) => {
    const curve = kaplanMeier(survivalTable(rows));
    expect(medianLifetime(curve)).toEqual(lifetimeQuantile(curve, 0.5));
  });

  law(
    'the interval contains the time: lower ≤ t(p) ≤ upper, and an upper limit needs a time, a time a lower limit',
    [lifetimes(), share(), confidence()],
    (rows, p, sure) => {
      const curve = kaplanMeier(survivalTable(rows), { confidence: sure });
      const { value = Infinity, lower = Infinity, upper = Infinity } = lifetimeQuantile(curve, p);
      // A curve that comes down to 0 in one step has no limits there.
      if (!curve.steps.some(({ survival }) => survival === 0)) expect(lower).toBeLessThanOrEqual(value);
      expect(value).toBeLessThanOrEqual(upper);
    },
  );

  law('the more have left, the later: t(p) ≤ t(q) for p ≤ q', [lifetimes(), share(), share()], (rows, p, q) => {
    const curve = kaplanMeier(survivalTable(rows));
    const time = (one: number) => lifetimeQuantile(curve, one).value ?? Infinity;
    expect(time(Math.min(p, q))).toBeLessThanOrEqual(time(Math.max(p, q)));
  });

  law(
    'the unit of time is that of the answer: t(p) of k · durations = k · t(p)',
    // Powers of 2, so that the means of two times are exact.
    [lifetimes(plainLifetime()), share(), fc.integer({ min: -20, max: 20 })],
    (rows, p, power) => {
      const k = 2 ** power;
      const table = survivalTable(rows);
      const { value, lower, upper } = lifetimeQuantile(kaplanMeier(table), p);
      const times = (time: number | undefined) => time && k * time;
      expect(lifetimeQuantile(kaplanMeier(stretched(table, k)), p)).toEqual({
        value: times(value),
        lower: times(lower),
        upper: times(upper),
        confidence: 0.95,
      });
    },
  );
});
