import { refuse, requireIterable } from './check.js';

/**
 * Merges summaries by key, of disjoint rows: a new `Map` with every key of the parts, in order of first appearance. `check`
 * refuses what is not a summary; `merge` adds those of one key.
 */
export function mergeBy<Key, Summary>(
  parts: readonly Iterable<readonly [Key, Summary]>[],
  caller: string,
  pair: string,
  check: (summary: Summary, argument: string) => void,
  merge: (summaries: readonly Summary[]) => Summary,
): Map<Key, Summary> {
  const byKey = new Map<Key, Summary[]>();
  parts.forEach((part, index) => {
    requireIterable(part, `${caller}: parts[${index}]`);
    let entry = 0;
    for (const keyAndSummary of part) {
      const argument = `${caller}: parts[${index}][${entry++}]`;
      if (!Array.isArray(keyAndSummary)) refuse(keyAndSummary, argument, pair, '', '');
      const [key, summary] = keyAndSummary;
      check(summary, argument);
      const list = byKey.get(key);
      if (list === undefined) byKey.set(key, [summary]);
      else list.push(summary);
    }
  });
  return new Map([...byKey].map(([key, list]) => [key, merge(list)]));
}
