import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type RfmColumns, rfmSegments } from '../../../src/index.js';
import { law } from '../../support/law.js';

const amount = () =>
  fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }));
const row = () =>
  fc.record({
    recency: amount(),
    frequency: amount(),
    monetary: fc.oneof(amount(), fc.double({ noNaN: true, noDefaultInfinity: true })),
    modelled: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  });
type Row = { recency: number; frequency: number; monetary: number; modelled: number };
const columns = (rows: readonly Row[]): Required<RfmColumns> => ({
  recency: rows.map(({ recency }) => recency),
  frequency: rows.map(({ frequency }) => frequency),
  monetary: rows.map(({ monetary }) => monetary),
  modelled: rows.map(({ modelled }) => modelled),
});

describe('rfmSegments', () => {
  law(
    'a score counts who is worse, in fifths: score = 1 + ⌊5 #{worse} / n⌋, so that equal values have equal scores',
    [fc.array(row())],
    (rows) => {
      const scores = rfmSegments(columns(rows));
      rows.forEach((one, i) => {
        const fifth = (worse: (other: Row) => boolean) => 1 + Math.floor((5 * rows.filter(worse).length) / rows.length);
        expect(scores.recency[i]).toBe(fifth(({ recency }) => recency > one.recency));
        expect(scores.frequency[i]).toBe(fifth(({ frequency }) => frequency < one.frequency));
        expect(scores.monetary[i]).toBe(fifth(({ monetary }) => monetary < one.monetary));
      });
    },
  );

  law(
    'different values are quintiles: the groups’ sizes differ by 1 at most',
    [fc.uniqueArray(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), { minLength: 5 })],
    (values) => {
      // 0 and −0 are equal.
      if (values.some((value) => Object.is(value, -0))) return;
      const { monetary } = rfmSegments({ recency: values, frequency: values, monetary: values });
      const sizes = [1, 2, 3, 4, 5].map((score) => monetary.filter((each) => each === score).length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    },
  );

  law(
    'segments are who shares three scores, best first: Σ customers = n, Σ customers · mean = Σ modelled',
    [fc.array(row())],
    (rows) => {
      const { recency, frequency, monetary, segments } = rfmSegments(columns(rows));
      const keys = segments.map((each) => `${each.recency}${each.frequency}${each.monetary}`);
      const keyOf = rows.map((_, i) => `${recency[i]}${frequency[i]}${monetary[i]}`);
      expect(keys).toEqual([...new Set(keyOf)].sort().reverse());
      segments.forEach((segment, k) => {
        const members = rows.filter((_, i) => keyOf[i] === keys[k]);
        expect(segment.customers).toBe(members.length);
        const total = members.reduce((sum, { modelled }) => sum + modelled, 0);
        expect(Math.abs((segment.modelled as number) * members.length - total)).toBeLessThanOrEqual(
          1e-9 * rows.length * 1e6,
        );
      });
      expect(segments.reduce((sum, { customers }) => sum + customers, 0)).toBe(rows.length);
    },
  );

  law(
    'only ranks count: scores(k · values) = scores(values)',
    [fc.array(row()), fc.constantFrom(0.5, 2, 1024)],
    (rows, k) => {
      const ordinary = rows.map((one) => ({
        ...one,
        recency: Math.fround(one.recency % 1e6),
        frequency: Math.fround(one.frequency % 1e6),
      }));
      const scaled = ordinary.map((one) => ({ ...one, recency: k * one.recency, frequency: k * one.frequency }));
      expect(rfmSegments(columns(scaled)).segments).toEqual(rfmSegments(columns(ordinary)).segments);
    },
  );

  law('where all are alike there is nobody worse: score = 1', [row(), fc.integer({ min: 1, max: 50 })], (one, n) => {
    const { segments } = rfmSegments(columns(Array.from({ length: n }, () => one)));
    expect(segments).toHaveLength(1);
    expect(segments[0]).toMatchObject({ recency: 1, frequency: 1, monetary: 1, customers: n });
    expect(Math.abs((segments[0]?.modelled as number) - one.modelled)).toBeLessThanOrEqual(
      1e-12 * (1 + Math.abs(one.modelled)),
    );
  });
});
