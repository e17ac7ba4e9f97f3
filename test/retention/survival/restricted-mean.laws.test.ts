import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { kaplanMeier, restrictedMeanLifetime, survivalAt, survivalTable } from '../../../src/index.js';
import { centralQuantile } from '../../../src/internal/normal.js';
import { factor } from '../../support/arbitraries.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import {
  atRiskAt,
  confidence,
  eventTimesOf,
  type FullLifetime,
  leavingAt,
  lifetimes,
  plainLifetime,
  stretched,
  wholeLifetime,
} from '../../support/survival.js';

/** Some time above 0 that the curve reaches. */
const horizonWithin = (rows: readonly FullLifetime[], part: number): number => {
  const last = Math.max(0, ...rows.filter(({ weight }) => weight > 0).map((row) => row.duration));
  fc.pre(last > 0);
  return Math.max(part * last, 1e-9);
};

const part = () =>
  fc.oneof(
    fc.constant(1),
    fc.integer({ min: 1, max: 8 }).map((k) => k / 8),
    fc.double({ min: 0.01, max: 1, noNaN: true }),
  );

/** ∫ S dt from one time to another: the curve is level between its steps. */
const areaBetween = (rows: readonly FullLifetime[], from: number, to: number): number => {
  const curve = kaplanMeier(survivalTable(rows));
  const times = [from, ...curve.steps.map(({ time }) => time).filter((time) => time > from && time < to), to];
  return times
    .slice(1)
    .reduce(
      (sum, time, i) => sum + (time - (times[i] as number)) * (survivalAt(curve, times[i] as number)?.value ?? 0),
      0,
    );
};

describe('restrictedMeanLifetime', () => {
  law('it is the area under the curve: μ(h) = ∫ S(t) dt from 0 to h', [lifetimes(), part()], (rows, share) => {
    const horizon = horizonWithin(rows, share);
    expectClose(
      restrictedMeanLifetime(kaplanMeier(survivalTable(rows)), horizon)?.value,
      areaBetween(rows, 0, horizon),
      1e-11,
    );
  });

  law('areas add up: μ(b) = μ(a) + ∫ S(t) dt from a to b', [lifetimes(), part(), part()], (rows, p, q) => {
    const curve = kaplanMeier(survivalTable(rows));
    const [a, b] = [horizonWithin(rows, Math.min(p, q)), horizonWithin(rows, Math.max(p, q))];
    const mean = (horizon: number) => restrictedMeanLifetime(curve, horizon)?.value as number;
    const error = Math.abs(mean(b) - mean(a) - areaBetween(rows, a, b));
    expect(error).toBeLessThanOrEqual(1e-11 * b);
  });

  law(
    'without censoring it is the mean of the stays cut at h, with the variance of a mean: Σ (min(T, h) − μ)² / n²',
    [lifetimes(wholeLifetime()).filter((rows) => rows.length > 0), part()],
    (rows, share) => {
      const horizon = horizonWithin(rows, share);
      const stays = rows.map((row) => Math.min(row.duration, horizon));
      const mean = stays.reduce((sum, stay) => sum + stay, 0) / rows.length;
      const squares = stays.reduce((sum, stay) => sum + (stay - mean) ** 2, 0);
      const actual = restrictedMeanLifetime(kaplanMeier(survivalTable(rows)), horizon);
      expectClose(actual?.value, mean, 1e-11);
      const error = Math.abs((actual?.standardError as number) - Math.sqrt(squares) / rows.length);
      expect(error).toBeLessThanOrEqual(1e-9 * mean);
    },
  );

  law('its variance is Σ A(t)² · d / (n (n − d)), A(t) the area from t to h', [lifetimes(), part()], (rows, share) => {
    const horizon = horizonWithin(rows, share);
    let variance = 0;
    for (const time of eventTimesOf(rows).filter((each) => each <= horizon)) {
      const [d, n] = [leavingAt(rows, time), atRiskAt(rows, time)];
      const area = areaBetween(rows, time, horizon);
      if (area > 0) variance += (area ** 2 * d) / (n * (n - d));
    }
    const actual = restrictedMeanLifetime(kaplanMeier(survivalTable(rows)), horizon);
    expectClose(actual?.standardError, Math.sqrt(variance), 1e-9);
  });

  law(
    'the interval contains the mean, within 0 to h, and has the width that it says: μ ± z · error',
    [lifetimes(), part(), confidence()],
    (rows, share, sure) => {
      const horizon = horizonWithin(rows, share);
      const curve = kaplanMeier(survivalTable(rows), { confidence: sure });
      const { value, lower, upper, standardError } = restrictedMeanLifetime(curve, horizon) as {
        value: number;
        lower?: number;
        upper?: number;
        standardError: number;
      };
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(horizon);
      if (standardError === 0) expect([lower, upper]).toEqual([undefined, undefined]);
      else {
        expectClose(lower, Math.max(0, value - centralQuantile(sure) * standardError), 1e-9);
        expectClose(upper, Math.min(horizon, value + centralQuantile(sure) * standardError), 1e-9);
      }
    },
  );

  law(
    'a longer horizon never shortens it, nor lengthens it by more than itself: μ(a) ≤ μ(b) ≤ μ(a) + b − a',
    [lifetimes(), part(), part()],
    (rows, p, q) => {
      const curve = kaplanMeier(survivalTable(rows));
      const [a, b] = [horizonWithin(rows, Math.min(p, q)), horizonWithin(rows, Math.max(p, q))];
      const mean = (horizon: number) => restrictedMeanLifetime(curve, horizon)?.value as number;
      expect(mean(b) - mean(a)).toBeGreaterThanOrEqual(-1e-12 * b);
      expect(mean(b) - mean(a)).toBeLessThanOrEqual(b - a + 1e-12 * b);
    },
  );

  law(
    'the unit of time is that of the answer: μ(k · h) of k · durations = k · μ(h)',
    [lifetimes(plainLifetime()), part(), factor()],
    (rows, share, k) => {
      const horizon = horizonWithin(rows, share);
      const table = survivalTable(rows);
      const scaled = stretched(table, k);
      fc.pre(new Set(scaled.times.map(({ time }) => time)).size === table.times.length);
      const end = Math.min(k * horizon, scaled.times.at(-1)?.time as number);
      const once = restrictedMeanLifetime(kaplanMeier(table), horizon);
      expectClose(restrictedMeanLifetime(kaplanMeier(scaled), end)?.value, k * (once?.value as number), 1e-9);
    },
  );

  law(
    'beyond the last time it is known only if nobody is left: then μ(h) = μ(last time)',
    [lifetimes(), factor()],
    (rows, more) => {
      const last = horizonWithin(rows, 1);
      const curve = kaplanMeier(survivalTable(rows));
      const beyond = restrictedMeanLifetime(curve, last + more);
      if ((curve.steps.at(-1)?.survival as number) > 0) expect(beyond).toBeUndefined();
      else expectClose(beyond?.value, restrictedMeanLifetime(curve, last)?.value);
    },
  );
});
