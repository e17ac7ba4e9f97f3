import { type CohortTable, cohortTable, type RetentionEstimate, retentionOnAge } from 'custometry';
import { count, orNone, paragraph, percent, percentInterval, table, whole, wholePercent } from '../format.js';
import type { Section } from '../section.js';
import type { Purchases } from './purchases.js';

const TITLE = 'Retention by cohort';

/** So many ages fit on a line. */
const AGES = 12;

/** Customers by when they first bought, and how many of them buy at each age. */
export function cohortsSection(purchases: Purchases): Section {
  // By quarter, unless everybody came in one.
  const byQuarter = cohortsBy(purchases, 'quarter');
  const cohorts = byQuarter.cohorts.length > 1 ? byQuarter : cohortsBy(purchases, 'month');
  const period = String(cohorts.period);
  const { cohorts: curves, average } = retentionOnAge(cohorts);
  const ages = Math.min(average.length, AGES + 1) - 1;
  if (ages < 1) {
    return { title: TITLE, inShort: undefined, body: [paragraph('The data are too short to follow a cohort.')] };
  }
  const [first, later] = [average[1], average[ages]];

  return {
    title: TITLE,
    inShort: describe(first, later, ages, period),
    body: [
      paragraph(
        `A cohort is the customers whose first order in the data was in one ${period}. At age n are those who order in the n-th`,
        `${period} after it. A cell is there once the whole cohort has completed the age.`,
      ),
      table(
        ['Cohort', 'Customers', ...Array.from({ length: ages }, (_, i) => String(i + 1))],
        curves.map(({ cohort, customers, retention }) => [
          cohort,
          whole(customers),
          ...Array.from({ length: ages }, (_, i) => orNone(retention[i + 1]?.value, wholePercent)),
        ]),
      ),
      'All cohorts that have completed the age:',
      table(
        ['Age', 'Customers', 'Active', 'Retention', '95% interval'],
        average.slice(1, ages + 1).map((estimate, i) => ageRow(i + 1, estimate)),
      ),
      paragraph(
        'Each age has other cohorts behind it, the later ages only the older ones. The intervals are about chance in who',
        'stays, not about how cohorts differ.',
        average.length - 1 > ages ? `Ages above ${ages} are left out.` : undefined,
        `In the first ${period} of the data, all customers seem new: if the shop is older than the data, the first cohort has`,
        'its customers of long standing among the new ones.',
      ),
    ],
  };
}

function cohortsBy({ rows, end }: Purchases, period: 'quarter' | 'month'): CohortTable {
  return cohortTable(rows, { customer: ({ customer }) => customer, time: ({ instant }) => instant, period, end });
}

function ageRow(age: number, estimate: RetentionEstimate): string[] {
  const { value, customers } = estimate;
  return [String(age), whole(customers), whole(value * customers), percent(value), percentInterval(estimate)];
}

function describe(
  first: RetentionEstimate | undefined,
  later: RetentionEstimate | undefined,
  ages: number,
  period: string,
): string | undefined {
  if (first === undefined || later === undefined) return undefined;
  const start = `Of new customers, ${percent(first.value)} (95% interval ${percentInterval(first)}) order again in the next ${period}`;
  return ages < 2
    ? `${start}.`
    : `${start} and ${percent(later.value)} (${percentInterval(later)}) in the one ${count(ages, period)} after their first.`;
}
