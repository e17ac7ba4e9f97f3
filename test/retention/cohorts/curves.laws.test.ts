import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type CohortTable,
  cohortTable,
  type RetentionCurves,
  retentionInBrackets,
  retentionOnAge,
  retentionOnOrAfterAge,
  retentionThroughAge,
} from '../../../src/index.js';
import { logs } from '../../support/cohorts.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';

const tables = (): fc.Arbitrary<CohortTable> =>
  logs().map(({ visits, setting }) =>
    cohortTable(visits, { customer: ({ who }) => who, time: ({ at }) => at, ...setting }),
  );
const measures = [retentionOnAge, retentionOnOrAfterAge, retentionThroughAge];
const all = [...measures, retentionInBrackets];
const of = (measure: (table: CohortTable) => RetentionCurves, table: CohortTable) =>
  measure === retentionInBrackets && table.brackets.length === 0 ? retentionOnAge(table) : measure(table);
/** Every list of estimates of the curves: one a cohort, and the average. */
const lists = ({ cohorts, average }: RetentionCurves) => [...cohorts.map(({ retention }) => retention), average];

describe('the retention curves', () => {
  law(
    '0 ≤ lower ≤ retention ≤ upper ≤ 1, and lower < upper but at age 0, where it is 1 by definition',
    [tables(), fc.constantFrom(...all)],
    (table, measure) => {
      const curves = of(measure, table);
      const isAge = measure !== retentionInBrackets || table.brackets.length === 0;
      for (const list of lists(curves)) {
        list.forEach(({ value, lower, upper }, place) => {
          expect(0 <= lower && lower <= value && value <= upper && upper <= 1).toBe(true);
          if ((isAge ? place : table.brackets[place]?.[0]) === 0) expect([lower, upper]).toEqual([1, 1]);
          else expect(lower).toBeLessThan(upper);
        });
      }
    },
  );

  law('they start at everybody: retention(0) = 1', [tables(), fc.constantFrom(...measures)], (table, measure) => {
    for (const list of lists(measure(table))) if (list.length > 0) expect(list[0]?.value).toBe(1);
  });

  law('on or after ≥ on ≥ through, cell by cell and in the average', [tables()], (table) => {
    const [on, after, through] = measures.map((measure) => lists(measure(table)));
    on?.forEach((list, row) => {
      list.forEach(({ value }, age) => {
        expect(after?.[row]?.[age]?.value).toBeGreaterThanOrEqual(value);
        expect(through?.[row]?.[age]?.value).toBeLessThanOrEqual(value);
      });
    });
  });

  law(
    'on or after an age and through an age never rise within a cohort',
    [tables(), fc.constantFrom(retentionOnOrAfterAge, retentionThroughAge)],
    (table, measure) => {
      for (const { retention } of measure(table).cohorts) {
        retention.slice(1).forEach(({ value }, age) => {
          expect(value).toBeLessThanOrEqual(retention[age]?.value as number);
        });
      }
    },
  );

  law('at the last age that is complete, on or after it is on it', [tables()], (table) => {
    const on = retentionOnAge(table).cohorts;
    retentionOnOrAfterAge(table).cohorts.forEach(({ retention }, row) => {
      expect(retention.at(-1)).toEqual(on[row]?.retention.at(-1));
    });
  });

  law(
    'a bracket lies between its best age and the sum of its ages: max on ≤ in bracket ≤ min(Σ on, on or after the first)',
    [tables()],
    (table) => {
      fc.pre(table.brackets.length > 0);
      const [on, after] = [retentionOnAge(table).cohorts, retentionOnOrAfterAge(table).cohorts];
      retentionInBrackets(table).cohorts.forEach(({ retention }, row) => {
        retention.forEach(({ value }, place) => {
          const [from, to] = table.brackets[place] as readonly [number, number];
          const ages = on[row]?.retention.slice(from, to + 1).map((each) => each.value) ?? [];
          expect(value).toBeGreaterThanOrEqual(Math.max(...ages));
          expect(value).toBeLessThanOrEqual(ages.reduce((a, b) => a + b, 0) + 1e-12);
          expect(value).toBeLessThanOrEqual(after[row]?.retention[from]?.value as number);
          if (from === to) expectClose(value, ages[0], 0);
        });
      });
    },
  );

  law(
    'the average is the mean of the cohorts that have got there, weighted by size: Σ customers · retention / Σ customers',
    [tables(), fc.constantFrom(...all)],
    (table, measure) => {
      const { cohorts, average } = of(measure, table);
      expect(average.length).toBe(Math.max(0, ...cohorts.map(({ retention }) => retention.length)));
      average.forEach(({ value, customers }, age) => {
        const there = cohorts.filter(({ retention }) => retention.length > age);
        const size = there.reduce((sum, each) => sum + each.customers, 0);
        const kept = there.reduce((sum, each) => sum + each.customers * (each.retention[age]?.value as number), 0);
        expect(customers).toBe(size);
        expectClose(value, kept / size);
      });
    },
  );

  law(
    'a surer interval is wider, round the same value',
    [tables(), fc.constantFrom(...measures), fc.double({ min: 0.01, max: 0.99, noNaN: true })],
    (table, measure, confidence) => {
      const [narrow, wide] = [measure(table, { confidence }), measure(table, { confidence: (1 + confidence) / 2 })];
      narrow.average.forEach((each, age) => {
        expect(each.confidence).toBe(confidence);
        expect(wide.average[age]?.value).toBe(each.value);
        const width = (wide.average[age]?.upper ?? 0) - (wide.average[age]?.lower ?? 0);
        if (age > 0) expect(width).toBeGreaterThan(each.upper - each.lower);
      });
    },
  );
});
