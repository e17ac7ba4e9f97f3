/**
 * Benchmarks, on the built package: `npm run bench`. Machines are noisy: compare ratios within one run, and each size
 * with the next, which shows how the time grows.
 */
import {
  bgNbd,
  cohortTable,
  customerLifecycle,
  cxReturnOnInvestment,
  datedInternalRateOfReturn,
  gammaGamma,
  groupHistories,
  internalRateOfReturn,
  internalRatesOfReturn,
  kaplanMeier,
  logRankTest,
  mbgNbd,
  mergeSurvivalTables,
  nbd,
  netPresentValue,
  netPromoterScore,
  npsCounts,
  npsCountsBy,
  npsDifference,
  npsEstimate,
  outputQuantile,
  propagate,
  propagatePlain,
  rakeWeights,
  ratingHistogram,
  recurringLifetimeValue,
  retentionOnAge,
  sensitivityIndices,
  survivalTable,
  survivalTableOfColumns,
} from 'custometry';
import { irr as financialIrr, npv as financialNpv } from 'financial';
import { irr as nodeIrr } from 'node-irr';
import { quantile } from 'simple-statistics';
import { Bench } from 'tinybench';
import xirr from 'xirr';

/** A linear congruential generator: the same ratings on every run. */
function sampleRatings(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) % 11;
  });
}

async function compare(title: string, items: number, tasks: Record<string, () => unknown>): Promise<void> {
  const bench = new Bench({ time: 300, warmupTime: 100 });
  for (const [name, task] of Object.entries(tasks)) bench.add(name, task);
  await bench.run();
  console.log(`\n${title}`);
  for (const { name, result } of bench.tasks) {
    if (result.state !== 'completed') throw new Error(`${name}: ${result.state}`);
    const nanoseconds = (1e6 * result.latency.p50) / items;
    console.log(`  ${name.padEnd(44)} ${nanoseconds.toFixed(3).padStart(12)} ns each`);
  }
}

for (const size of [1_000, 1_000_000, 100_000_000]) {
  const bytes = sampleRatings(size);
  let checksum = 0;
  await compare(`npsCounts of ${size.toLocaleString('en')} ratings`, size, {
    Uint8Array: () => npsCounts(bytes),
    'for scale: only reading the bytes': () => {
      let sum = 0;
      for (let i = 0; i < bytes.length; i++) sum += bytes[i] as number;
      checksum += sum;
    },
  });
  if (checksum < 0) console.log(checksum);
}

for (const size of [1_000, 100_000, 10_000_000]) {
  const array = Array.from(sampleRatings(size));
  await compare(`npsCounts of ${size.toLocaleString('en')} ratings`, size, {
    'array of numbers': () => npsCounts(array),
  });
}

for (const size of [1_000, 100_000]) {
  const array = Array.from(sampleRatings(size));
  const rows = array.map((rating, index) => ({ rating, segment: `segment ${index % 100}` }));
  await compare(`other containers, ${size.toLocaleString('en')} ratings`, size, {
    'npsCounts of an iterator': () => npsCounts(array.values()),
    'npsCountsBy of rows in 100 segments': () =>
      npsCountsBy(
        rows,
        (row) => row.segment,
        (row) => row.rating,
      ),
  });
}

for (const size of [1_000, 100_000]) {
  const segments = Array.from(sampleRatings(3 * size));
  const counts = Array.from({ length: size }, (_, segment) => {
    const [promoters = 0, passives = 0, detractors = 0] = segments.slice(3 * segment, 3 * segment + 3);
    return { promoters: 10 * promoters, passives: 10 * passives, detractors: 10 * detractors + 1 };
  });
  await compare(`estimates of ${size.toLocaleString('en')} segments`, size, {
    npsEstimate: () => counts.map((each) => npsEstimate(each)),
    'npsDifference of neighbours': () =>
      counts.map((each, segment) => npsDifference(each, counts.at(segment - 1) ?? each)),
  });
}

for (const size of [1_000, 100_000, 1_000_000]) {
  const ratings = sampleRatings(size);
  const rows = Array.from(ratings, (rating, index) => ({ age: rating % 4, region: (index * 7) % 5 }));
  const shares = (categories: number) =>
    new Map(Array.from({ length: categories }, (_, category) => [category, 1 / categories]));
  await compare(`weights of ${size.toLocaleString('en')} rows`, size, {
    'rakeWeights, two margins': () =>
      rakeWeights(rows, [
        { name: 'age', category: (row) => row.age, shares: shares(4) },
        { name: 'region', category: (row) => row.region, shares: shares(5) },
      ]),
    'ratingHistogram of bytes': () => ratingHistogram(ratings, { min: 0, max: 10 }),
  });
}

for (const size of [1_000, 100_000, 1_000_000]) {
  // In days, of which there are few different ones, and to the last digit, where hardly two are alike.
  const uniform = Float64Array.from({ length: size }, (_, i) => (i * 0.6180339887498949) % 1);
  const events = sampleRatings(size).map((rating) => rating % 2);
  const days = { durations: uniform.map((x) => Math.floor(2000 * x)), events };
  const exact = { durations: uniform.map((x) => 2000 * x), events };
  const rows = Array.from(days.durations, (duration, i) => ({ duration, event: events[i] === 1 }));
  const table = survivalTableOfColumns(exact);
  await compare(`survival of ${size.toLocaleString('en')} customers`, size, {
    'survivalTable and kaplanMeier, rows, days': () => kaplanMeier(survivalTable(rows)),
    'survivalTableOfColumns, days': () => survivalTableOfColumns(days),
    'survivalTableOfColumns, all different': () => survivalTableOfColumns(exact),
    'kaplanMeier, all different': () => kaplanMeier(table),
    'mergeSurvivalTables of two, all different': () => mergeSurvivalTables(table, table),
    'logRankTest of two, all different': () => logRankTest([table, table]),
  });
}

/** Ten visits a customer over three years, in the order of time. */
for (const size of [1_000, 100_000, 1_000_000]) {
  const [from, to] = [Date.UTC(2023, 0, 1), Date.UTC(2026, 0, 1)];
  const visits = Array.from({ length: size }, (_, index) => ({
    who: Math.imul(index, 7919) % (size / 10),
    at: from + Math.floor((index / size) * (to - from)),
  }));
  const read = { customer: (visit: { who: number }) => visit.who, time: (visit: { at: number }) => visit.at };
  const table = cohortTable(visits, { ...read, period: 'month' });
  await compare(`cohorts of ${size.toLocaleString('en')} events`, size, {
    'cohortTable by month': () => cohortTable(visits, { ...read, period: 'month' }),
    'cohortTable by month in Kyiv': () => cohortTable(visits, { ...read, period: 'month', timeZone: 'Europe/Kyiv' }),
    'cohortTable by month, age in 24 hours': () =>
      cohortTable(visits, { ...read, period: { hours: 24 }, cohortPeriod: 'month' }),
    'customerLifecycle by month': () => customerLifecycle(visits, { ...read, period: 'month' }),
    'retentionOnAge of the table': () => retentionOnAge(table),
  });
}

const purchasing = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
for (const size of [2_357, 100_000]) {
  const { histories } = bgNbd.simulate(purchasing, { observed: { customers: size, duration: 39 } });
  const { repeats, meanValue } = gammaGamma.simulate(
    { p: 6.25, q: 3.74, gamma: 15.44 },
    { repeats: histories.repeats },
  );
  await compare(`models of ${size.toLocaleString('en')} customers`, size, {
    groupHistories: () => groupHistories(histories),
    'bgNbd.fit': () => bgNbd.fit(histories),
    'mbgNbd.fit': () => mbgNbd.fit(histories),
    'nbd.fit': () => nbd.fit(histories),
    'gammaGamma.fit': () => gammaGamma.fit({ repeats, meanValue }),
  });
}

const million = bgNbd.simulate(purchasing, { observed: { customers: 1_000_000, duration: 39 } }).histories;
const into = new Float64Array(1_000_000);
await compare('predictions for 1,000,000 customers', 1_000_000, {
  'bgNbd.probabilityAlive': () => bgNbd.probabilityAlive(purchasing, million, { into }),
  'bgNbd.expectedPurchases': () => bgNbd.expectedPurchases(purchasing, million, { to: 39, into }),
  'bgNbd.discountedExpectedPurchases': () =>
    bgNbd.discountedExpectedPurchases(purchasing, million, { forceOfInterest: 0.0027, into }),
});

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

/** What other packages answer, so that a fast wrong answer is seen to be one. */
const answer = (ask: () => unknown): string => {
  try {
    return String(ask());
  } catch (error) {
    return `an error: ${error instanceof Error ? error.message : error}`;
  }
};
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

const uncertain = {
  a: { kind: 'normal', mean: 1, standardDeviation: 0.1 },
  b: { kind: 'uniform', low: 0, high: 1 },
  c: { kind: 'triangular', low: 0, likely: 1, high: 4 },
  d: { kind: 'pert', low: 0, likely: 1, high: 4 },
  e: { kind: 'log-normal', logMean: 0, logStandardDeviation: 0.3 },
  f: { kind: 'beta', alpha: 80, beta: 20 },
  g: { kind: 'gamma', shape: 3, scale: 2 },
  h: { kind: 'normal', mean: 5, standardDeviation: 1 },
  i: { kind: 'uniform', low: 2, high: 3 },
  j: { kind: 'beta', alpha: 8, beta: 2 },
} as const;
const formula = (x: Readonly<Record<keyof typeof uncertain, number>>) =>
  x.a * x.b + x.c * x.d - x.e * x.f + (x.g * x.h) / x.i + x.j;
for (const draws of [1_000, 10_000, 100_000, 1_000_000]) {
  await compare(`propagation through a model of ten inputs, ${draws.toLocaleString('en')} draws`, draws, {
    propagate: () => propagate(formula, uncertain, { draws }),
    'propagate, three correlated': () =>
      propagate(formula, uncertain, { draws, correlations: { a: { b: 0.5, c: 0.3 } } }),
    propagatePlain: () => propagatePlain(formula, uncertain, { draws }),
    'sensitivityIndices, 12 calls a draw': () => sensitivityIndices(formula, uncertain, { draws }),
  });
}

for (const draws of [10_000, 1_000_000]) {
  const output = propagate(formula, uncertain, { draws });
  const values = Array.from(output.values);
  await compare(`quantiles of ${draws.toLocaleString('en')} draws`, 1, {
    outputQuantile: () => outputQuantile(output, 0.9),
    'simple-statistics: quantile': () => quantile(values, 0.9),
  });
}
