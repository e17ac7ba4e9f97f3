import fc from 'fast-check';
import { test } from 'vitest';

type Arbitraries<Args extends readonly unknown[]> = { [Index in keyof Args]: fc.Arbitrary<Args[Index]> };

/**
 * A law: a statement with its equation, what it is about, and what must hold. It is tried on random values, and first on
 * the `examples`, where shrunk failures are kept. Those that take long, because something is fitted or simulated, are tried
 * `most` times even in the long run.
 */
export function law<Args extends [unknown, ...unknown[]]>(
  statement: string,
  about: Arbitraries<Args>,
  holds: (...args: Args) => void,
  examples: NoInfer<Args>[] = [],
  most = Infinity,
): void {
  test(statement, () => {
    fc.assert(
      fc.property(fc.tuple<Args>(...about), (args) => {
        // A predicate that was made but not called would hold of anything.
        if (typeof holds(...args) === 'function') throw new Error('the law was not applied to its values');
      }),
      {
        examples: examples.map((args): [Args] => [args]),
        numRuns: Math.min(most, fc.readConfigureGlobal().numRuns ?? 100),
      },
    );
  });
}
