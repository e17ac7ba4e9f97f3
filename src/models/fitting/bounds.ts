/** @internal Which parameters have run to 0 and which to infinity, by name. */
export interface Bounds {
  readonly low: readonly string[];
  readonly high: readonly string[];
}

/** @internal At this distance of a logarithm from 0 a parameter is as good as 0 or infinite; and one that is any number, as endless. */
export const BOUND = 16;

/** @internal The bounds that a point of the search has run to. */
export function boundsAt(names: readonly string[], point: readonly number[]): Bounds {
  return {
    low: names.filter((_, i) => (point[i] as number) <= -BOUND),
    high: names.filter((_, i) => (point[i] as number) >= BOUND),
  };
}
