import { customerLifecycle, type LifecyclePeriod } from 'custometry';
import { NONE, paragraph, table, whole } from '../format.js';
import type { Section } from '../section.js';
import type { Purchases } from './purchases.js';

const TITLE = 'Where active customers come from, and where they go';

/** New, retained, resurrected and lost customers of each quarter. */
export function lifecycleSection({ rows, end }: Purchases): Section {
  const { periods } = customerLifecycle(rows, {
    customer: ({ customer }) => customer,
    time: ({ instant }) => instant,
    period: 'quarter',
    end,
  });
  const last = periods.at(-1);
  if (last === undefined || periods.length < 2) {
    const tooShort = paragraph('That takes two complete quarters, and the data have fewer.');
    return { title: TITLE, inShort: undefined, body: [tooShort] };
  }

  return {
    title: TITLE,
    inShort: describe(last),
    body: [
      table(
        ['Quarter', 'Active', 'New', 'Retained', 'Resurrected', 'Lost'],
        periods.map((quarter, i) => [
          nameOf(quarter),
          whole(quarter.active),
          whole(quarter.new),
          whole(quarter.retained),
          whole(quarter.resurrected),
          i === 0 ? NONE : whole(quarter.lost),
        ]),
      ),
      paragraph(
        'Active = new + retained + resurrected; active in the quarter before = retained + lost. Resurrected are customers who',
        'skipped a quarter or more and came back, so that lost means not seen in this quarter, and not gone for good.',
      ),
    ],
  };
}

/** "2024 Q1" */
function nameOf({ period }: LifecyclePeriod): string {
  return period.replace('-', ' ');
}

function describe(last: LifecyclePeriod): string {
  return [
    `In ${nameOf(last)}, ${whole(last.active)} customers were active: ${whole(last.retained)} retained, ${whole(last.new)} new`,
    `and ${whole(last.resurrected)} back after a pause; ${whole(last.lost)} of the quarter before were not seen.`,
  ].join(' ');
}
