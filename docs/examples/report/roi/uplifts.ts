import { decimal, fine, finePercent, money, paragraph, percent, plain, rate, table, whole } from '../format.js';
import type { Assumptions } from '../input/options.js';
import type { CustomerYear, CustomerYears } from '../value/customer-years.js';
import type { Category } from './categories.js';

/** Groups smaller than this say little. */
const FEW = 30;

/** What is expected to change, and why one may expect it. */
export interface Uplifts {
  readonly spendUplift: number;
  readonly retentionUplift: number;
  /** What brings the change: the subject of a sentence. */
  readonly what: string;
  /** What the causal share is a share of, and what it assumes: the end of a sentence. */
  readonly condition: string;
  /** Where the two numbers come from, in a few words. */
  readonly source: string;
  readonly body: readonly string[];
}

/** What the user expects, if the user says so. */
export function givenUplifts({ spendUplift, retentionUplift }: Assumptions): Uplifts | undefined {
  if (spendUplift === undefined && retentionUplift === undefined) return undefined;
  return {
    spendUplift: spendUplift ?? 0,
    retentionUplift: retentionUplift ?? 0,
    what: 'The programme',
    condition: 'the uplift comes from it',
    source: 'given',
    body: [
      paragraph('The uplifts are given (--spend-uplift, --retention-uplift) and not measured on these customers.'),
    ],
  };
}

/**
 * The difference between promoters and detractors, for the share of customers who are to turn from one into the other;
 * a sentence that says why, if it cannot be measured.
 */
export function measureUplifts({ all, byGroup }: CustomerYears<Category>, move: number): Uplifts | string {
  const promoters = byGroup.get('promoter');
  const detractors = byGroup.get('detractor');
  if (promoters === undefined || detractors === undefined || all.spend <= 0) {
    return 'That takes ratings and orders of the same customers, with promoters and detractors among those who are watched. Without them, say what you expect: --spend-uplift and --retention-uplift.';
  }
  const rated = ([...byGroup] as const).filter(([category]) => category !== 'unknown');
  const detractorShare = detractors.watched / rated.reduce((sum, [, { watched }]) => sum + watched, 0);
  // A customer who turns from a detractor into a promoter moves the score by two steps: from -1 over 0 to +1.
  const share = move / 200;
  if (share > detractorShare) {
    return `Moving the score by ${plain(move)} points in this way takes ${rate(share)} of the customers, and only ${percent(detractorShare)} are detractors: choose fewer --points.`;
  }
  const spendUplift = (share * (promoters.spend - detractors.spend)) / all.spend;
  const retentionUplift = share * (promoters.retention - detractors.retention);
  const few = rated.filter(([, { watched }]) => watched < FEW).map(([category]) => `${category}s`);
  return {
    spendUplift,
    retentionUplift,
    what: `Moving the NPS by ${plain(move)} points`,
    condition: 'the difference between promoters and detractors comes from their experience',
    source: 'from above',
    body: [
      paragraph(
        'The customers of the section on lifetime value, by what they were when their year began: by their latest',
        'rating until the end of that quarter.',
      ),
      categoryTable(byGroup, all),
      paragraph(
        `To move the score by ${plain(move)} points (--points), ${rate(share)} of all customers turn from detractors into`,
        'promoters: each of them moves it from -1 to +1. If they then behaved as promoters do, all customers together would',
        'spend and stay more, by',
      ),
      [
        `  spend      ${rate(share)} x (${money(promoters.spend)} - ${money(detractors.spend)}) / ${money(all.spend)} = ${finePercent(spendUplift)}`,
        `  retention  ${rate(share)} x (${percent(promoters.retention)} - ${percent(detractors.retention)}) = ${fine(100 * retentionUplift)} points`,
      ].join('\n'),
      paragraph(
        'That is correlation. Promoters and detractors differ in more than their experience (in segment, in need, in',
        'time with you), and who buys much may rate high for that reason. How much of the difference a better experience',
        'would cause is the causal share: an assumption here, which only a trial with a control group can measure.',
        'Customers who did not answer are taken to be like those who did, and those active now like those who were watched.',
        few.length === 0 ? undefined : `Fewer than ${FEW} ${few.join(' and ')} were watched: too few to rely on.`,
      ),
    ],
  };
}

function categoryTable(byGroup: ReadonlyMap<Category, CustomerYear>, all: CustomerYear): string {
  const names = { promoter: 'Promoters', passive: 'Passives', detractor: 'Detractors', unknown: 'Not rated yet' };
  const row = (name: string, { watched, orders, spend, retention }: CustomerYear): string[] => [
    name,
    whole(watched),
    decimal(orders),
    money(spend),
    percent(retention),
  ];
  const groups = (Object.keys(names) as Category[]).flatMap((category) => {
    const group = byGroup.get(category);
    return group === undefined ? [] : [row(names[category], group)];
  });
  return table(['Category', 'Times watched', 'Orders in the year', 'Spend', 'Retention'], [...groups, row('All', all)]);
}
