/**
 * Benchmarks, on the built package: `npm run bench`. Machines are noisy: compare ratios within one run, and each size
 * with the next, which shows how the time grows.
 */
import {
  cxReturnOnInvestment,
  datedInternalRateOfReturn,
  internalRateOfReturn,
  internalRatesOfReturn,
  netPresentValue,
  netPromoterScore,
  npsCounts,
  npsCountsBy,
  npsDifference,
  npsEstimate,
  rakeWeights,
  ratingHistogram,
  recurringLifetimeValue,
} from 'custometry';
import { Bench } from 'tinybench';

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

for (const flows of [5, 360, 10_000]) {
  const investment = Array.from({ length: flows + 1 }, (_, t) => (t === 0 ? -1000 : 1200 / flows));
  const dated = investment.map((amount, month) => ({ date: Date.UTC(2025, month, 1), amount }));
  // Turns as often as it can, and has few rates.
  const turning = Array.from(sampleRatings(flows), (rating) => rating - 5);
  await compare(`rates of return of ${flows.toLocaleString('en')} flows`, 1, {
    netPresentValue: () => netPresentValue(investment, 0.1),
    'internalRateOfReturn of an investment': () => internalRateOfReturn(investment),
    'internalRatesOfReturn of flows that turn': () => internalRatesOfReturn(turning),
    'datedInternalRateOfReturn of an investment': () => datedInternalRateOfReturn(dated),
  });
}
