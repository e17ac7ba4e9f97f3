/**
 * How often does an NPS interval contain the true score? For each sample size and each true mix of promoters, passives and
 * detractors, the probabilities of all samples whose interval contains the true score are added up: exact, no simulation.
 *
 *     npm run build && npx tsx docs/examples/nps-coverage.ts
 *
 * prints the tables of docs/guides/nps-intervals.md. Name smaller sample sizes to see some rows at once:
 * `npx tsx docs/examples/nps-coverage.ts 10 20 50`.
 */
import {
  type NpsCounts,
  type NpsEstimate,
  npsDifference,
  npsEstimate,
  npsEstimateAdjustedWald,
  npsEstimateWald,
  npsPairedDifference,
} from 'custometry';

/** The true mixes: every one in steps of a tenth, and extreme ones, as shares [promoters, detractors]. */
function mixes(): [promoters: number, detractors: number][] {
  const list: [number, number][] = [];
  for (let p = 0; p <= 10; p++) {
    for (let q = 0; p + q <= 10; q++) {
      // Where everyone is alike there is no chance in the sample.
      if (p < 10 && q < 10 && p + q > 0) list.push([p / 10, q / 10]);
    }
  }
  const few = [0.01, 0.02, 0.05];
  for (const share of few) {
    list.push(
      [share, share],
      [share, 0],
      [0, share],
      [1 - share, share],
      [share, 1 - share],
      [1 - share, 0],
      [0, 1 - share],
    );
    list.push([0.95 - share, share], [share, 0.95 - share]);
  }
  return list;
}

export interface Coverage {
  /** The mean over the mixes of the probability that the interval contains the true score. */
  readonly mean: number;
  /** The lowest of those probabilities. */
  readonly least: number;
  /** The share of the mixes where it is more than 2 points below what the interval says. */
  readonly short: number;
  /** The mean width of the interval, in points. */
  readonly width: number;
}

/** The coverage of an interval at one sample size: all samples, each interval computed once for all mixes. */
export function coverage(
  estimate: (counts: NpsCounts, options: { confidence: number }) => NpsEstimate | undefined,
  n: number,
  confidence: number,
): Coverage {
  const logFactorial = new Float64Array(n + 1);
  for (let k = 1; k <= n; k++) logFactorial[k] = (logFactorial[k - 1] as number) + Math.log(k);
  const lower = new Float64Array((n + 1) ** 2);
  const upper = new Float64Array((n + 1) ** 2);
  const ways = new Float64Array((n + 1) ** 2);
  for (let x = 0; x <= n; x++) {
    for (let y = 0; x + y <= n; y++) {
      const at = x * (n + 1) + y;
      const limits = estimate({ promoters: x, passives: n - x - y, detractors: y }, { confidence }) as NpsEstimate;
      lower[at] = limits.lower;
      upper[at] = limits.upper;
      ways[at] =
        (logFactorial[n] as number) -
        (logFactorial[x] as number) -
        (logFactorial[y] as number) -
        (logFactorial[n - x - y] as number);
    }
  }
  const all = mixes().map(([p, q]) => {
    const score = 100 * (p - q);
    const logs = [p, q, 1 - p - q].map((share) => Math.log(Math.max(share, 1e-300))) as [number, number, number];
    // A tenth plus nine tenths is not quite 1.
    if (1 - p - q < 1e-12) logs[2] = -700;
    // Beyond eight standard deviations from the mean there is less than 1e-14.
    const [fromX, toX] = bulk(n, p);
    const [fromY, toY] = bulk(n, q);
    let [covered, width] = [0, 0];
    for (let x = fromX; x <= toX; x++) {
      for (let y = fromY; y <= Math.min(toY, n - x); y++) {
        const at = x * (n + 1) + y;
        const probability = Math.exp((ways[at] as number) + x * logs[0] + y * logs[1] + (n - x - y) * logs[2]);
        // A limit that is the true score but for rounding contains it.
        if ((lower[at] as number) <= score + 1e-9 && (upper[at] as number) >= score - 1e-9) covered += probability;
        width += probability * ((upper[at] as number) - (lower[at] as number));
      }
    }
    return { covered, width };
  });
  const mean = (of: (one: { covered: number; width: number }) => number): number =>
    all.reduce((sum, one) => sum + of(one), 0) / all.length;
  return {
    mean: mean(({ covered }) => covered),
    least: Math.min(...all.map(({ covered }) => covered)),
    short: mean(({ covered }) => (covered < confidence - 0.02 ? 1 : 0)),
    width: mean(({ width }) => width),
  };
}

function bulk(n: number, share: number): [from: number, to: number] {
  const spread = 8 * Math.sqrt(n * share * (1 - share)) + 30;
  return [Math.max(0, Math.floor(n * share - spread)), Math.min(n, Math.ceil(n * share + spread))];
}

/** The coverage of the difference of two surveys of n, with its rate of false alarms where nothing changed. */
export function coverageOfDifference(
  n: number,
  before: readonly [number, number],
  after: readonly [number, number],
): number {
  const samples = ([p, q]: readonly [number, number]) => {
    const list: { probability: number; counts: NpsCounts }[] = [];
    for (let x = 0; x <= n; x++) {
      for (let y = 0; x + y <= n; y++) {
        const probability = multinomial([x, y, n - x - y], [p, q, 1 - p - q]);
        if (probability > 1e-9)
          list.push({ probability, counts: { promoters: x, passives: n - x - y, detractors: y } });
      }
    }
    return list;
  };
  const truth = 100 * (after[0] - after[1] - before[0] + before[1]);
  const afters = samples(after);
  let covered = 0;
  for (const one of samples(before)) {
    for (const two of afters) {
      const interval = npsDifference(one.counts, two.counts);
      if (interval && interval.lower <= truth + 1e-9 && interval.upper >= truth - 1e-9) {
        covered += one.probability * two.probability;
      }
    }
  }
  return covered;
}

/** The coverage of the paired difference for n respondents, by the true shares of the changes −2, −1, 0, 1, 2. */
export function coverageOfPairedDifference(n: number, shares: readonly number[]): number {
  const truth = 100 * shares.reduce((sum, share, i) => sum + share * (i - 2), 0);
  let covered = 0;
  const visit = (counts: number[], left: number): void => {
    if (counts.length < 4) {
      for (let k = 0; k <= left; k++) visit([...counts, k], left - k);
      return;
    }
    const [a, b, c, d, e] = [...counts, left] as [number, number, number, number, number];
    const probability = multinomial([a, b, c, d, e], shares);
    if (probability < 1e-12) return;
    const interval = npsPairedDifference([
      [c, d, e],
      [b, 0, 0],
      [a, 0, 0],
    ]);
    if (interval && interval.lower <= truth + 1e-9 && interval.upper >= truth - 1e-9) covered += probability;
  };
  visit([], n);
  return covered;
}

function multinomial(counts: readonly number[], shares: readonly number[]): number {
  let [log, n] = [0, 0];
  counts.forEach((count, i) => {
    const share = shares[i] as number;
    for (let k = 1; k <= count; k++) log += Math.log(++n / k) + (share > 1e-12 ? Math.log(share) : -700);
  });
  return Math.exp(log);
}

function main(sizes: readonly number[]): void {
  const percent = (share: number): string => (100 * share).toFixed(1);
  console.log('| responses | interval | mean coverage | least | mixes more than 2 points short | mean width |');
  console.log('|---:|---|---:|---:|---:|---:|');
  for (const n of sizes) {
    for (const [name, estimate] of [
      ['score', npsEstimate],
      ['adjusted Wald', npsEstimateAdjustedWald],
      ['Wald', npsEstimateWald],
    ] as const) {
      const { mean, least, short, width } = coverage(estimate, n, 0.95);
      console.log(
        `| ${n} | ${name} | ${percent(mean)}% | ${percent(least)}% | ${Math.round(100 * short)}% | ${width.toFixed(1)} |`,
      );
    }
  }
  console.log('\n| responses to each | before (promoters, detractors) | after | coverage of the difference |');
  console.log('|---:|---|---|---:|');
  for (const n of [10, 20, 30].filter((size) => size <= Math.max(...sizes))) {
    for (const [before, after] of [
      [
        [0.5, 0.2],
        [0.5, 0.2],
      ],
      [
        [0.5, 0.2],
        [0.7, 0.1],
      ],
      [
        [0.9, 0],
        [0.9, 0],
      ],
      [
        [0.1, 0.8],
        [0.6, 0.1],
      ],
    ] as const) {
      console.log(
        `| ${n} | ${before.join(', ')} | ${after.join(', ')} | ${percent(coverageOfDifference(n, before, after))}% |`,
      );
    }
  }
  console.log('\n| respondents | shares that change by −2, −1, 0, 1, 2 | coverage of the paired difference |');
  console.log('|---:|---|---:|');
  for (const n of [10, 20, 40].filter((size) => size <= Math.max(...sizes))) {
    for (const shares of [
      [0.05, 0.1, 0.7, 0.1, 0.05],
      [0.02, 0.08, 0.6, 0.2, 0.1],
      [0, 0.1, 0.8, 0.1, 0],
      [0, 0.02, 0.96, 0.02, 0],
      [0.25, 0, 0.5, 0, 0.25],
    ]) {
      console.log(`| ${n} | ${shares.join(', ')} | ${percent(coverageOfPairedDifference(n, shares))}% |`);
    }
  }
}

if (process.argv[1]?.endsWith('nps-coverage.ts')) {
  const sizes = process.argv.slice(2).map(Number);
  main(sizes.length > 0 ? sizes : [10, 15, 20, 30, 50, 100, 200, 500, 1000]);
}
