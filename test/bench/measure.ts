import { Bench } from 'tinybench';

/** A linear congruential generator: the same ratings on every run. */
export function sampleRatings(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) % 11;
  });
}

/** The median time of each task, of as many runs as there are in 0.3 seconds: of one where it takes longer. */
export async function compare(title: string, items: number, tasks: Record<string, () => unknown>): Promise<void> {
  const bench = new Bench({ time: 300, iterations: 1, warmup: false });
  for (const [name, task] of Object.entries(tasks)) bench.add(name, task, { async: false });
  await bench.run();
  console.log(`\n${title}`);
  for (const { name, result } of bench.tasks) {
    if (result.state !== 'completed') throw new Error(`${name}: ${result.state}`);
    const nanoseconds = (1e6 * result.latency.p50) / items;
    console.log(`  ${name.padEnd(44)} ${nanoseconds.toFixed(3).padStart(12)} ns each`);
  }
}
