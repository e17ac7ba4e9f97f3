import { type CxProgramme, type CxReturn, cxReturnOnInvestment } from 'custometry';
import {
  count,
  decimal,
  fine,
  finePercent,
  money,
  NONE,
  orNone,
  paragraph,
  percent,
  rate,
  table,
  values,
  whole,
} from '../format.js';
import type { Assumptions } from '../input/options.js';
import { compareQuarters, type History } from '../retention/history.js';
import type { Section } from '../section.js';
import type { CustomerYears } from '../value/customer-years.js';
import type { Category } from './categories.js';
import { type Costs, readCosts } from './costs.js';
import { givenUplifts, measureUplifts, type Uplifts } from './uplifts.js';

const TITLE = 'What moving the score pays back (CX-ROI)';

/** What it pays to move the score, by uplifts that are measured on the customers or given. */
export function roiSection(
  history: History,
  years: CustomerYears<Category> | undefined,
  assumptions: Assumptions,
  isSample: boolean,
): Section {
  if (years === undefined) return leftOut('That takes two complete quarters, and the data have fewer.');
  const uplifts = givenUplifts(assumptions) ?? measureUplifts(years, assumptions.points);
  if (typeof uplifts === 'string') return leftOut(uplifts);

  const { now } = years;
  const customers = compareQuarters(history, history.lastQuarter, history.lastQuarter).end;
  const costs = readCosts(assumptions, isSample);
  const programme: CxProgramme = {
    customers,
    spendPerYear: now.spend,
    margin: assumptions.margin,
    retention: now.retention,
    spendUplift: uplifts.spendUplift,
    retentionUplift: uplifts.retentionUplift,
    costToServeSaving: assumptions.costToServeSaving,
    causalShare: assumptions.causalShare,
    costNow: costs?.now.value ?? 0,
    costPerYear: costs?.perYear.value ?? 0,
    years: assumptions.years,
    discountRate: assumptions.discountRate,
  };
  const result = cxReturnOnInvestment(programme);

  return {
    title: TITLE,
    inShort: describe(uplifts, programme, result, costs),
    body: [
      ...uplifts.body,
      values([
        ['Customers', whole(customers), 'active in the last complete quarter'],
        ['Spend in a year', money(now.spend), 'as in the section on lifetime value'],
        ['Retention over a year', finePercent(now.retention), 'as in the section on lifetime value'],
        ['Spend uplift', finePercent(uplifts.spendUplift), uplifts.source],
        ['Retention uplift', `${fine(100 * uplifts.retentionUplift)} points`, uplifts.source],
        [
          'Saving in cost to serve',
          money(assumptions.costToServeSaving),
          'a customer and year, assumed (--cost-to-serve-saving)',
        ],
        ['Causal share', rate(assumptions.causalShare), 'assumed (--causal-share)'],
        ['Margin', rate(assumptions.margin), 'assumed (--margin)'],
        ...(costs === undefined
          ? []
          : ([
              ['Cost now', money(programme.costNow), costs.now.remark],
              ['Cost a year', money(programme.costPerYear), costs.perYear.remark],
            ] as const)),
        ['Discount rate a year', rate(assumptions.discountRate), 'assumed (--discount-rate)'],
      ]),
      flowTable(result, costs !== undefined),
      ...explain(programme),
      values([
        ['Benefit, present value', money(result.benefit), 'the most that the programme may cost'],
        ...(costs === undefined ? [] : describeReturn(programme, result)),
      ]),
      ...(costs === undefined
        ? [
            paragraph(
              'What the programme costs is not given, so that there is no return and no payback here: --cost-now and',
              '--cost-per-year add them.',
            ),
          ]
        : []),
      'The same at other causal shares:',
      causalShareTable(programme, costs !== undefined),
    ],
  };
}

function leftOut(reason: string): Section {
  return { title: TITLE, inShort: undefined, body: [paragraph(reason)] };
}

function flowTable({ cashFlows }: CxReturn, haveCosts: boolean): string {
  if (!haveCosts) {
    return table(
      ['Year', 'Customers', 'Kept', 'Benefit', 'Cumulative', 'Present value'],
      cashFlows
        .filter(({ year }) => year > 0)
        .map((flow) => [
          String(flow.year),
          decimal(flow.customers),
          decimal(flow.extraCustomers),
          money(flow.benefit),
          money(flow.cumulative),
          money(flow.presentValue),
        ]),
    );
  }
  return table(
    ['Year', 'Customers', 'Kept', 'Benefit', 'Cost', 'Net', 'Cumulative', 'Present value'],
    cashFlows.map((flow) => [
      String(flow.year),
      flow.year === 0 ? NONE : decimal(flow.customers),
      flow.year === 0 ? NONE : decimal(flow.extraCustomers),
      money(flow.benefit),
      money(flow.cost),
      money(flow.net),
      money(flow.cumulative),
      money(flow.presentValue),
    ]),
  );
}

function describeReturn(
  { years }: CxProgramme,
  { cost, netPresentValue, returnOnInvestment, payback }: CxReturn,
): (readonly [name: string, value: string, remark?: string])[] {
  return [
    ['Cost, present value', money(cost)],
    ['Net present value', money(netPresentValue)],
    ['Return on investment', orNone(returnOnInvestment, percent), 'net present value / cost'],
    [
      'Payback',
      orNone(payback, decimal),
      payback === undefined ? `not within ${count(years, 'year')}` : 'years, not discounted',
    ],
  ];
}

/** The numbers with which a reader can recompute the table. */
function explain(programme: CxProgramme): string[] {
  const { spendPerYear, margin, causalShare, spendUplift, retentionUplift, costToServeSaving } = programme;
  const m = spendPerYear * margin;
  return [
    paragraph(
      'Kept are customers who would have left without the change. Each year, benefit = kept x m + (customers + kept) x g; the next year,',
      'customers = retention x customers, and kept = (retention + k) x kept + k x customers. Everything falls at the end',
      'of its year: present value = net / (1 + discount rate) ^ year. Customers won in the meantime are left out.',
    ),
    values([
      ['m, margin from a customer', money(m), 'spend x margin'],
      [
        'g, gain from each customer',
        fine(causalShare * (spendUplift * m + costToServeSaving)),
        'causal share x (spend uplift x m + saving)',
      ],
      ['k, customers kept', finePercent(causalShare * retentionUplift), 'causal share x retention uplift'],
    ]),
  ];
}

function causalShareTable(programme: CxProgramme, haveCosts: boolean): string {
  const shares = [...new Set([0, 0.25, 0.5, 0.75, 1, programme.causalShare])].sort((a, b) => a - b);
  return table(
    ['Causal share', 'Benefit', ...(haveCosts ? ['Net present value', 'Return', 'Payback, years'] : [])],
    shares.map((causalShare) => {
      const { benefit, netPresentValue, returnOnInvestment, payback } = cxReturnOnInvestment({
        ...programme,
        causalShare,
      });
      const returns = [money(netPresentValue), orNone(returnOnInvestment, percent), orNone(payback, decimal)];
      return [rate(causalShare), money(benefit), ...(haveCosts ? returns : [])];
    }),
  );
}

function describe(
  { what, condition }: Uplifts,
  { causalShare, years, margin, discountRate }: CxProgramme,
  { benefit, cost, returnOnInvestment, payback }: CxReturn,
  costs: Costs | undefined,
): string {
  const worth = `would be worth ${money(benefit)} within ${count(years, 'year')}`;
  const within = payback === undefined ? 'not paid back by then' : `paid back in ${decimal(payback)} years`;
  const back =
    costs === undefined
      ? 'at present value, the most that it may cost'
      : returnOnInvestment === undefined
        ? 'and is taken to cost nothing'
        : `and cost ${money(cost)}: a return of ${percent(returnOnInvestment)}, ${within}`;
  const assumed = [
    `margin ${rate(margin)}`,
    `discount rate ${rate(discountRate)} a year`,
    `causal share ${rate(causalShare)}`,
    ...(costs?.now.remark.startsWith('assumed') || costs?.perYear.remark.startsWith('assumed')
      ? ['the costs of the sample']
      : []),
  ];
  return `${what} ${worth} ${back}, if ${rate(causalShare)} of ${condition}. Assumed: ${assumed.join(', ')}.`;
}
