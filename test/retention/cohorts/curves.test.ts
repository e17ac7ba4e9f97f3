import { describe, expect, test } from 'vitest';
import {
  type Cohort,
  type CohortTable,
  cohortTable,
  retentionInBrackets,
  retentionOnAge,
  retentionOnOrAfterAge,
  retentionThroughAge,
} from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { expectClose } from '../../support/predicates.js';

/** A shop that grows: its customers by month of the first visit, 45% of whom come every month. */
const sizes = [200, 180, 190, 210, 230, 240, 250];
const visits = sizes.flatMap((size, first) =>
  Array.from({ length: size }, (_, k) => ({
    who: `${first}/${k}`,
    months: k < 0.45 * size ? sizes.length - first : 1,
  })).flatMap(({ who, months }) =>
    Array.from({ length: months }, (_, age) => ({ who, at: Date.UTC(2025, first + age, 15) })),
  ),
);
const growing = cohortTable(visits, {
  customer: ({ who }) => who,
  time: ({ at }) => at,
  period: 'month',
  brackets: [
    [1, 2],
    [5, 6],
  ],
  end: '2025-08-01',
});

const all = [
  ['retentionOnAge', retentionOnAge, 'active'],
  ['retentionOnOrAfterAge', retentionOnOrAfterAge, 'activeOnOrAfter'],
  ['retentionThroughAge', retentionThroughAge, 'activeThrough'],
  ['retentionInBrackets', retentionInBrackets, 'activeInBrackets'],
] as const;

test('only cohorts that have got there are below the line: 45%, where all customers would make it 6%', () => {
  const { average } = retentionOnAge(growing);
  expect(average.map(({ value }) => value)).toEqual([1, ...Array.from({ length: 6 }, () => expect.closeTo(0.45, 2))]);
  expect(average[6]).toMatchObject({ value: 0.45, customers: 200 });
  expect(90 / visits.filter(({ who }, row) => visits.findIndex((other) => other.who === who) === row).length).toBe(
    0.06,
  );
});

test('the interval is Wilson’s: 90 of 200', () => {
  // R 4.2: prop.test(90, 200, correct = FALSE)$conf.int
  const estimate = retentionOnAge(growing).average[6];
  expectClose(estimate?.lower, 0.3826407, 1e-6);
  expectClose(estimate?.upper, 0.5192438, 1e-6);
  expect(estimate?.confidence).toBe(0.95);
});

test('brackets that are complete', () => {
  const { cohorts, average } = retentionInBrackets(growing);
  expect(cohorts.map(({ retention }) => retention.length)).toEqual([2, 1, 1, 1, 1, 0, 0]);
  expect(average.map(({ customers }) => customers)).toEqual([1010, 200]);
});

describe.each(all)('%s', (name, measure, list) => {
  const table = (cohort: object): CohortTable => untyped({ ...growing, cohorts: [cohort] });
  const row: Cohort = growing.cohorts[0] as Cohort;

  test('of no customers is empty', () => {
    expect(measure({ ...growing, cohorts: [] })).toEqual({ cohorts: [], average: [] });
  });

  test.each([
    [undefined, `TypeError: ${name}: table must be a cohort table, got undefined`],
    [{}, `TypeError: ${name}: table must be a cohort table, got object`],
    [
      table(untyped(null)),
      `TypeError: ${name}: table.cohorts[0].customers must be a whole number from 1 to 1000000000000000, got undefined`,
    ],
    [
      table({ ...row, customers: 0 }),
      `RangeError: ${name}: table.cohorts[0].customers must be a whole number from 1 to 1000000000000000, got 0`,
    ],
    [
      table({ ...row, [list]: undefined }),
      `TypeError: ${name}: table.cohorts[0].${list} must be a list of counts, got undefined`,
    ],
    [
      table({ ...row, [list]: [200, 201] }),
      `RangeError: ${name}: table.cohorts[0].${list}[1] must be a whole number from 0 to 200, got 201`,
    ],
    [
      table({ ...row, [list]: [null] }),
      `TypeError: ${name}: table.cohorts[0].${list}[0] must be a whole number from 0 to 200, got null`,
    ],
  ])('refuses what is no table (%#)', (value, error) => {
    expectError(() => measure(untyped(value)), error);
  });

  test('refuses a percentage for the confidence', () => {
    expectError(
      () => measure(growing, { confidence: 95 }),
      `RangeError: ${name}: confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?`,
    );
  });
});

test('brackets are given when the log is read', () => {
  expectError(
    () => retentionInBrackets({ ...growing, brackets: [] }),
    'RangeError: retentionInBrackets: table.brackets must be at least one, given to cohortTable, got 0',
  );
  expectError(
    () => retentionInBrackets({ ...growing, brackets: untyped(undefined) }),
    'TypeError: retentionInBrackets: table.brackets must be a list of brackets, got undefined',
  );
});
