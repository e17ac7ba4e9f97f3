import {
  cxReturnOnInvestment,
  datedInternalRateOfReturn,
  internalRateOfReturn,
  internalRatesOfReturn,
  netPresentValue,
  netPromoterScore,
  recurringLifetimeValue,
} from 'custometry';
import { irr as financialIrr, npv as financialNpv } from 'financial';
import { irr as nodeIrr } from 'node-irr';
import xirr from 'xirr';
import { compare, sampleRatings } from './measure.js';

/** What other packages answer, so that a fast wrong answer is seen to be one. */
const answer = (ask: () => unknown): string => {
  try {
    return String(ask());
  } catch (error) {
    return `an error: ${error instanceof Error ? error.message : error}`;
  }
};

/** Lifetime values, cash flows, rates of return. */
export async function money(): Promise<void> {
  const customer = { margin: 100, retention: 0.8, discountRate: 0.1, firstMargin: 'now' } as const;
  await compare('measures', 1, {
    netPromoterScore: () => netPromoterScore({ promoters: 5, passives: 3, detractors: 2 }),
    'recurringLifetimeValue, infinite': () => recurringLifetimeValue(customer),
    'recurringLifetimeValue, 1,000 periods': () => recurringLifetimeValue({ ...customer, periods: 1000 }),
  });

  for (const years of [1, 10, 100]) {
    const flows = Array.from({ length: years + 1 }, (_, year) => (year === 0 ? -1000 : 100));
    await compare(`cash flows over ${years} years`, 1, {
      netPresentValue: () => netPresentValue(flows, 0.1),
      cxReturnOnInvestment: () =>
        cxReturnOnInvestment({
          customers: 10_000,
          spendPerYear: 200,
          margin: 0.4,
          retention: 0.8,
          spendUplift: 0.05,
          retentionUplift: 0.02,
          costToServeSaving: 1,
          causalShare: 0.5,
          costNow: 50_000,
          costPerYear: 5_000,
          years,
          discountRate: 0.1,
        }),
    });
  }

  const hard = { 'a loss': [-15_000, 6630], 'a loan of 360 months': [-100_000, ...new Array<number>(360).fill(600)] };
  for (const [name, flows] of Object.entries(hard)) {
    console.log(`\nrate of return of ${name}`);
    console.log(`  custometry ${answer(() => internalRateOfReturn(flows))}`);
    console.log(`  financial  ${answer(() => financialIrr(flows))}`);
    console.log(`  node-irr   ${answer(() => nodeIrr(flows))}`);
  }

  for (const flows of [5, 360, 10_000]) {
    const investment = Array.from({ length: flows + 1 }, (_, t) => (t === 0 ? -1000 : 1200 / flows));
    const dated = investment.map((amount, month) => ({ date: Date.UTC(2025, month, 1), amount }));
    const when = dated.map(({ date, amount }) => ({ amount, when: new Date(date) }));
    // Turns as often as it can, and has few rates.
    const turning = Array.from(sampleRatings(flows), (rating) => rating - 5);
    await compare(`rates of return of ${flows.toLocaleString('en')} flows`, 1, {
      netPresentValue: () => netPresentValue(investment, 0.1),
      'financial: npv': () => financialNpv(0.1, investment),
      'internalRateOfReturn of an investment': () => internalRateOfReturn(investment),
      'financial: irr': () => answer(() => financialIrr(investment)),
      'node-irr: irr': () => answer(() => nodeIrr(investment)),
      'internalRatesOfReturn of flows that turn': () => internalRatesOfReturn(turning),
      'datedInternalRateOfReturn of an investment': () => datedInternalRateOfReturn(dated),
      'xirr: xirr': () => answer(() => xirr(when)),
    });
  }
}
