import { type CxProgramme, type CxReturn, cxReturnOnInvestment } from 'custometry';
import type { Category } from './categories.js';
import type { CustomerYears } from './customer-years.js';
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
} from './format.js';
import { compareQuarters, type History } from './history.js';
import type { Assumptions } from './options.js';
import type { Section } from './section.js';
import { givenUplifts, measureUplifts, type Uplifts } from './uplifts.js';

const TITLE = 'What moving the score pays back (CX-ROI)';

/** Unless told: as shares of a year's revenue, so that they fit a shop of any size. */
const COST_NOW = 0.005;
const COST_PER_YEAR = 0.001;

/** What it pays to move the score, by uplifts that are measured on the customers or given. */
export function roiSection(
  history: History,
  years: CustomerYears<Category> | undefined,
  assumptions: Assumptions,
): Section {
  if (years === undefined) return leftOut('That takes two complete quarters, and the data have fewer.');
  const uplifts = givenUplifts(assumptions) ?? measureUplifts(years, assumptions.points);
  if (typeof uplifts === 'string') return leftOut(uplifts);

  const { all } = years;
  const customers = compareQuarters(history, history.lastQuarter, history.lastQuarter).end;
  const revenue = customers * all.spend;
  const programme: CxProgramme = {
    customers,
    spendPerYear: all.spend,
    margin: assumptions.margin,
    retention: all.retention,
    spendUplift: uplifts.spendUplift,
    retentionUplift: uplifts.retentionUplift,
    costToServeSaving: assumptions.costToServeSaving,
    causalShare: assumptions.causalShare,
    costNow: assumptions.costNow ?? COST_NOW * revenue,
    costPerYear: assumptions.costPerYear ?? COST_PER_YEAR * revenue,
    years: assumptions.years,
    discountRate: assumptions.discountRate,
  };
  const result = cxReturnOnInvestment(programme);

  return {
    title: TITLE,
    inShort: describe(uplifts, programme, result),
    body: [
      ...uplifts.body,
      values([
        ['Customers', whole(customers), 'active in the last complete quarter'],
        ['Spend in a year', money(all.spend), 'as in the section on lifetime value'],
        ['Retention over a year', finePercent(all.retention), 'as in the section on lifetime value'],
        ['Spend uplift', finePercent(uplifts.spendUplift), uplifts.source],
        ['Retention uplift', `${fine(100 * uplifts.retentionUplift)} points`, uplifts.source],
        [
          'Saving in cost to serve',
          money(assumptions.costToServeSaving),
          'a customer and year, assumed (--cost-to-serve-saving)',
        ],
        ['Causal share', rate(assumptions.causalShare), 'assumed (--causal-share)'],
        ['Margin', rate(assumptions.margin), 'assumed (--margin)'],
        ['Cost now', money(programme.costNow), costRemark(assumptions.costNow, COST_NOW, '--cost-now')],
        [
          'Cost a year',
          money(programme.costPerYear),
          costRemark(assumptions.costPerYear, COST_PER_YEAR, '--cost-per-year'),
        ],
        ['Discount rate a year', rate(assumptions.discountRate), 'assumed (--discount-rate)'],
      ]),
      table(
        ['Year', 'Customers', 'Kept', 'Benefit', 'Cost', 'Net', 'Cumulative', 'Present value'],
        result.cashFlows.map((flow) => [
          String(flow.year),
          flow.year === 0 ? NONE : decimal(flow.customers),
          flow.year === 0 ? NONE : decimal(flow.extraCustomers),
          money(flow.benefit),
          money(flow.cost),
          money(flow.net),
          money(flow.cumulative),
          money(flow.presentValue),
        ]),
      ),
      ...explain(programme),
      values([
        ['Benefit, present value', money(result.benefit), 'the most that the programme may cost'],
        ['Cost, present value', money(result.cost)],
        ['Net present value', money(result.netPresentValue)],
        ['Return on investment', orNone(result.returnOnInvestment, percent), 'net present value / cost'],
        [
          'Payback',
          orNone(result.payback, decimal),
          result.payback === undefined ? `not within ${count(programme.years, 'year')}` : 'years, not discounted',
        ],
      ]),
      'The same at other causal shares:',
      causalShareTable(programme),
    ],
  };
}

function leftOut(reason: string): Section {
  return { title: TITLE, inShort: undefined, body: [paragraph(reason)] };
}

function costRemark(given: number | undefined, share: number, option: string): string {
  return given === undefined ? `assumed: ${rate(share)} of a year's revenue (${option})` : `given (${option})`;
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

function causalShareTable(programme: CxProgramme): string {
  const shares = [...new Set([0, 0.25, 0.5, 0.75, 1, programme.causalShare])].sort((a, b) => a - b);
  return table(
    ['Causal share', 'Benefit', 'Net present value', 'Return', 'Payback, years'],
    shares.map((causalShare) => {
      const { benefit, netPresentValue, returnOnInvestment, payback } = cxReturnOnInvestment({
        ...programme,
        causalShare,
      });
      return [
        rate(causalShare),
        money(benefit),
        money(netPresentValue),
        orNone(returnOnInvestment, percent),
        orNone(payback, decimal),
      ];
    }),
  );
}

function describe({ what, condition }: Uplifts, { causalShare, years }: CxProgramme, result: CxReturn): string {
  const worth = `would be worth ${money(result.benefit)} within ${count(years, 'year')}`;
  const { returnOnInvestment } = result;
  const back =
    returnOnInvestment === undefined
      ? 'and is taken to cost nothing'
      : `and cost ${money(result.cost)}: a return of ${percent(returnOnInvestment)}`;
  return `${what} ${worth} ${back}, if ${rate(causalShare)} of ${condition}.`;
}
