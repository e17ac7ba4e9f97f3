import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  kaplanMeier,
  kaplanMeierLog,
  kaplanMeierLogit,
  kaplanMeierPlain,
  nelsonAalen,
  survivalAt,
  survivalTable,
} from '../../../src/index.js';
import { centralQuantile } from '../../../src/internal/normal.js';
import { factor } from '../../support/arbitraries.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import {
  atRiskAt,
  confidence,
  eventTimesOf,
  leavingAt,
  lifetimes,
  plainLifetime,
  stretched,
  survivals,
  wholeLifetime,
} from '../../support/survival.js';

const variants = { kaplanMeier, kaplanMeierLog, kaplanMeierLogit, kaplanMeierPlain };

describe('kaplanMeier', () => {
  law(
    'it is the product over the times of leaving, counted row by row: S(t) = ∏ (1 − d / n)',
    [lifetimes()],
    (rows) => {
      for (const { time, atRisk, events, survival } of kaplanMeier(survivalTable(rows)).steps) {
        expect(atRisk).toBe(atRiskAt(rows, time));
        expect(events).toBe(leavingAt(rows, time));
        const factors = eventTimesOf(rows)
          .filter((each) => each <= time)
          .map((each) => 1 - leavingAt(rows, each) / atRiskAt(rows, each));
        expectClose(
          survival,
          factors.reduce((product, each) => product * each, 1),
        );
      }
    },
  );

  law('it starts at 1 and never rises, within 0 to 1: 1 ≥ S(s) ≥ S(t) ≥ 0 for s ≤ t', [lifetimes()], (rows) => {
    const all = [1, ...survivals(kaplanMeier(survivalTable(rows))), 0];
    expect(all).toEqual(all.toSorted((a, b) => b - a));
  });

  law(
    'it falls exactly where somebody leaves, until nobody is left: S(t) < S(t−) where d > 0 and S(t−) > 0',
    [lifetimes()],
    (rows) => {
      let before = 1;
      for (const { survival, events } of kaplanMeier(survivalTable(rows)).steps) {
        expect(survival < before).toBe(events > 0 && before > 0);
        before = survival;
      }
    },
  );

  law(
    'without censoring it is the share who stay longer, and Greenwood’s variance is the binomial one: S(1 − S) / n',
    [lifetimes(wholeLifetime()).filter((rows) => rows.length > 0)],
    (rows) => {
      for (const { time, survival, standardError } of kaplanMeier(survivalTable(rows)).steps) {
        const longer = rows.filter((row) => row.duration > time).length;
        expect(survival).toBe(longer / rows.length);
        expectClose(standardError, Math.sqrt((longer / rows.length) * (1 - longer / rows.length) * (1 / rows.length)));
      }
    },
  );

  law(
    'leaving and staying add up where all are seen to the end of a study: S(t) · n leave after t',
    [lifetimes(plainLifetime()).filter((rows) => rows.length > 0), fc.integer({ min: 0, max: 10 })],
    (rows, end) => {
      // All are censored at one time, so that until then the share is known.
      const seen = rows.map((row) =>
        row.duration <= end ? { ...row, event: true } : { ...row, duration: end, event: false },
      );
      const curve = kaplanMeier(survivalTable(seen));
      expectClose(survivalAt(curve, end)?.value, rows.filter((row) => row.duration > end).length / rows.length);
    },
  );

  law('Greenwood’s variance is S² · Σ d / (n (n − d))', [lifetimes()], (rows) => {
    for (const { time, survival, standardError } of kaplanMeier(survivalTable(rows)).steps) {
      if (survival === 0) {
        expect(standardError).toBe(0);
        continue;
      }
      let sum = 0;
      for (const each of eventTimesOf(rows)) {
        const [d, n] = [leavingAt(rows, each), atRiskAt(rows, each)];
        if (each <= time) sum += d / (n * (n - d));
      }
      expectClose(standardError, survival * Math.sqrt(sum));
    }
  });

  law(
    'no step has more at risk than the one before, but for those who entered: n′ = n − d − c + entered',
    [lifetimes()],
    (rows) => {
      const { steps } = kaplanMeier(survivalTable(rows));
      for (const [i, { time, atRisk, events, censored }] of steps.entries()) {
        const next = steps[i + 1];
        if (next === undefined) return expect(atRisk).toBe(events + censored);
        const entered = rows.filter((row) => row.entry > 0 && row.entry >= time && row.entry < next.time);
        expect(next.atRisk).toBe(atRisk - events - censored + entered.reduce((sum, { weight }) => sum + weight, 0));
      }
    },
  );

  law(
    'the unit of time does not matter: the curve of k · durations has k · times, and all else as it was',
    [lifetimes(plainLifetime()), factor()],
    (rows, k) => {
      const table = survivalTable(rows);
      // Two times that differ in the last bit can become one.
      fc.pre(new Set(table.times.map(({ time }) => k * time)).size === table.times.length);
      const { steps } = kaplanMeier(table);
      expect(kaplanMeier(stretched(table, k)).steps).toEqual(steps.map((step) => ({ ...step, time: k * step.time })));
    },
  );

  law(
    'what is censored after the last event changes nothing before: the steps up to it are the same',
    [lifetimes(), fc.array(fc.integer({ min: 0, max: 100 }))],
    (rows, later) => {
      const end = Math.max(0, ...rows.map((row) => row.duration));
      const stay = later.map((more) => ({ duration: end + 1 + more, event: false }));
      const moved = later.map((more) => ({ duration: end + 200 + more, event: false }));
      const before = kaplanMeier(survivalTable([...rows, ...stay])).steps.filter(({ time }) => time <= end);
      const after = kaplanMeier(survivalTable([...rows, ...moved])).steps.filter(({ time }) => time <= end);
      expect(after).toEqual(before);
    },
  );

  law(
    'twice the customers halve the variance and leave the curve: S(2 · table) = S(table), Var = Var / 2',
    [lifetimes()],
    (rows) => {
      const once = kaplanMeier(survivalTable(rows)).steps;
      const twice = kaplanMeier(survivalTable([...rows, ...rows])).steps;
      expect(twice.length).toBe(once.length);
      once.forEach((step, i) => {
        expectClose(twice[i]?.survival, step.survival);
        expectClose(twice[i]?.standardError, step.standardError / Math.SQRT2);
      });
    },
  );

  law(
    'from a time on, the curve is that of those who are still there: S(t) = S(s) · S(t | entry at s)',
    [lifetimes(plainLifetime()), fc.integer({ min: 1, max: 9 })],
    (rows, s) => {
      const from = survivalAt(kaplanMeier(survivalTable(rows)), s)?.value;
      fc.pre(from !== undefined);
      const still = rows.filter((row) => row.duration > s).map((row) => ({ ...row, entry: s }));
      const later = kaplanMeier(survivalTable(rows)).steps.filter(({ time }) => time > s);
      kaplanMeier(survivalTable(still)).steps.forEach(({ survival, atRisk }, i) => {
        expectClose(later[i]?.survival, (from as number) * survival);
        expect(later[i]?.atRisk).toBe(atRisk);
      });
    },
  );
});

describe.each(Object.entries(variants))('the limits of %s', (_, variant) => {
  law(
    'the interval contains the survival, within 0 to 1: 0 ≤ lower ≤ S ≤ upper ≤ 1, where 0 < S < 1',
    [lifetimes(), confidence()],
    (rows, sure) => {
      for (const { survival, lower, upper } of variant(survivalTable(rows), { confidence: sure }).steps) {
        if (survival === 0 || survival === 1) expect([lower, upper]).toEqual([undefined, undefined]);
        else {
          expect(lower).toBeGreaterThanOrEqual(0);
          expect(lower).toBeLessThanOrEqual(survival);
          expect(upper).toBeGreaterThanOrEqual(survival);
          expect(upper).toBeLessThanOrEqual(1);
        }
      }
    },
  );

  law(
    'more confidence, wider interval: it contains the interval of less confidence',
    [lifetimes(), confidence(), confidence()],
    (rows, a, b) => {
      const narrow = variant(survivalTable(rows), { confidence: Math.min(a, b) }).steps;
      variant(survivalTable(rows), { confidence: Math.max(a, b) }).steps.forEach(({ lower, upper }, i) => {
        if (lower === undefined || upper === undefined) return;
        expect(lower).toBeLessThanOrEqual((narrow[i]?.lower as number) + 1e-12);
        expect(upper).toBeGreaterThanOrEqual((narrow[i]?.upper as number) - 1e-12);
      });
    },
  );

  law('only the limits differ: S, its error and the counts are those of kaplanMeier', [lifetimes()], (rows) => {
    const bare = (curve: ReturnType<typeof variant>) => curve.steps.map(({ lower, upper, ...rest }) => rest);
    expect(bare(variant(survivalTable(rows)))).toEqual(bare(kaplanMeier(survivalTable(rows))));
  });
});

describe('what the limits are symmetric in', () => {
  // Within the range in which the transformed limits neither run into 0 and 1 nor lose their digits.
  const isTame = (x: number | undefined): x is number => x !== undefined && x > 1e-3 && x < 1 - 1e-3;
  const logLog = (s: number) => Math.log(-Math.log(s));
  const logit = (s: number) => Math.log(s / (1 - s));

  const symmetry =
    (variant: typeof kaplanMeier, transform: (s: number) => number, slope: (s: number) => number) =>
    (rows: Parameters<typeof survivalTable>[0], sure: number) => {
      for (const { survival, standardError, lower, upper } of variant(survivalTable(rows), { confidence: sure })
        .steps) {
        const width = centralQuantile(sure) * standardError * slope(survival);
        const reach = (limit: number | undefined) => {
          if (!isTame(limit) || !isTame(survival)) return;
          const error = Math.abs(Math.abs(transform(limit) - transform(survival)) - width);
          expect(error).toBeLessThanOrEqual(1e-10 * (1 + width));
        };
        reach(lower);
        reach(upper);
      }
    };

  law(
    'log-log limits: |log −log limit − log −log S| = z · error / (S · |log S|)',
    [lifetimes(), confidence()],
    symmetry(kaplanMeier, logLog, (s) => 1 / (s * -Math.log(s))),
  );
  law(
    'logit limits: |logit limit − logit S| = z · error / (S (1 − S))',
    [lifetimes(), confidence()],
    symmetry(kaplanMeierLogit, logit, (s) => 1 / (s * (1 - s))),
  );
  law(
    'log limits: |log limit − log S| = z · error / S',
    [lifetimes(), confidence()],
    symmetry(kaplanMeierLog, Math.log, (s) => 1 / s),
  );
  law(
    'plain limits: |limit − S| = z · error',
    [lifetimes(), confidence()],
    symmetry(
      kaplanMeierPlain,
      (s) => s,
      () => 1,
    ),
  );
});

describe('survivalAt', () => {
  law(
    'it is the last step at or before the time: S(t) = S(tᵢ) for the greatest tᵢ ≤ t, 1 before, nothing known after',
    [lifetimes(), fc.oneof(fc.integer({ min: 0, max: 10 }), fc.double({ min: 0, max: 1e6, noNaN: true }))],
    (rows, time) => {
      const curve = kaplanMeier(survivalTable(rows));
      const last = curve.steps.at(-1);
      const step = curve.steps.findLast((each) => each.time <= time);
      const actual = survivalAt(curve, time);
      if (last === undefined || (time > last.time && last.survival > 0)) expect(actual).toBeUndefined();
      else if (step === undefined) {
        expect(actual).toEqual({
          value: 1,
          lower: undefined,
          upper: undefined,
          standardError: 0,
          confidence: curve.confidence,
        });
      } else {
        const { survival, lower, upper, standardError } = step;
        expect(actual).toEqual({ value: survival, lower, upper, standardError, confidence: curve.confidence });
      }
    },
  );

  law('at its own times the curve has already fallen: S(tᵢ) = steps[i].survival', [lifetimes()], (rows) => {
    const curve = kaplanMeier(survivalTable(rows));
    for (const step of curve.steps) expect(survivalAt(curve, step.time)?.value).toBe(step.survival);
  });
});

describe('nelsonAalen', () => {
  law(
    'it is the sum over the times of leaving, counted row by row: H(t) = Σ d / n, Var H(t) = Σ d / n²',
    [lifetimes()],
    (rows) => {
      for (const { time, cumulativeHazard, standardError } of nelsonAalen(survivalTable(rows)).steps) {
        let [hazard, variance] = [0, 0];
        for (const each of eventTimesOf(rows).filter((t) => t <= time)) {
          hazard += leavingAt(rows, each) / atRiskAt(rows, each);
          variance += leavingAt(rows, each) / atRiskAt(rows, each) ** 2;
        }
        expectClose(cumulativeHazard, hazard);
        expectClose(standardError, Math.sqrt(variance));
      }
    },
  );

  law('it is at most −log of Kaplan-Meier: H(t) ≤ −log S(t)', [lifetimes()], (rows) => {
    const table = survivalTable(rows);
    const curve = kaplanMeier(table);
    nelsonAalen(table).steps.forEach(({ cumulativeHazard }, i) => {
      const survival = curve.steps[i]?.survival as number;
      expect(cumulativeHazard).toBeLessThanOrEqual(-Math.log(survival) * (1 + 1e-12));
    });
  });

  law('it never falls, and has the times and counts of the survival curve', [lifetimes()], (rows) => {
    const table = survivalTable(rows);
    const { steps } = nelsonAalen(table);
    const hazards = steps.map(({ cumulativeHazard }) => cumulativeHazard);
    expect(hazards).toEqual(hazards.toSorted((a, b) => a - b));
    const counts = ({ time, atRisk, events, censored }: Omit<(typeof steps)[number], 'cumulativeHazard'>) => [
      time,
      atRisk,
      events,
      censored,
    ];
    expect(steps.map(counts)).toEqual(
      kaplanMeier(table).steps.map(({ time, atRisk, events, censored }) => [time, atRisk, events, censored]),
    );
  });

  law(
    'the limits are symmetric in the logarithm, and contain it: lower · upper = H², log(upper / H) = z · error / H',
    [lifetimes(), confidence()],
    (rows, sure) => {
      const { steps } = nelsonAalen(survivalTable(rows), { confidence: sure });
      for (const { cumulativeHazard: hazard, lower, upper, standardError } of steps) {
        if (hazard === 0) expect([lower, upper]).toEqual([undefined, undefined]);
        else {
          expectClose((lower as number) * (upper as number), hazard ** 2);
          expectClose(upper, hazard * Math.exp((centralQuantile(sure) * standardError) / hazard));
          expect(upper).toBeGreaterThan(hazard);
        }
      }
    },
  );

  law(
    'the unit of time does not matter: H of k · durations is H',
    [lifetimes(plainLifetime()), factor()],
    (rows, k) => {
      const table = survivalTable(rows);
      fc.pre(new Set(table.times.map(({ time }) => k * time)).size === table.times.length);
      const { steps } = nelsonAalen(table);
      expect(nelsonAalen(stretched(table, k)).steps).toEqual(steps.map((step) => ({ ...step, time: k * step.time })));
    },
  );
});
