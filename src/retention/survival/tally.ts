import type { SurvivalTime } from './table.js';

/** @internal What is counted at a time. */
export const EVENTS = 0;
export const CENSORED = 1;
export const ENTERED = 2;

/** @internal The distinct ones of some times, rising; they are sorted in place. */
export function distinctTimes(times: Float64Array): Float64Array {
  times.sort();
  let distinct = 0;
  for (let i = 0; i < times.length; i++) {
    if (i === 0 || times[i] !== times[distinct - 1]) times[distinct++] = times[i] as number;
  }
  return times.subarray(0, distinct);
}

/**
 * @internal Counts what happens at times, of which it is given a list (in any order, with repetitions; it is sorted in
 * place). They are sorted rather than kept in a Map, which takes several times as long where a million times are all
 * different. Weights other than 1 are searched for their place, one by one; the others are counted once they are sorted, too.
 */
export function newTally(list: Float64Array): {
  readonly add: (time: number, kind: number, weight: number) => void;
  readonly times: () => SurvivalTime[];
} {
  const most = list.length;
  const times = distinctTimes(list);
  const distinct = times.length;
  // Three counts a time, each with its rounding errors carried along (as RunningSum does, without its objects).
  const totals = new Float64Array(3 * distinct);
  const lost = new Float64Array(3 * distinct);
  const addAt = (place: number, weight: number): void => {
    const total = totals[place] as number;
    const next = total + weight;
    lost[place] = (lost[place] as number) + (total >= weight ? total - next + weight : weight - next + total);
    totals[place] = next;
  };
  const count = (place: number) => (totals[place] as number) + (lost[place] as number);
  const singles = [0, 1, 2].map(() => ({ times: new Float64Array(0), length: 0 }));
  return {
    add: (time, kind, weight) => {
      if (weight === 1) {
        const single = singles[kind] as (typeof singles)[number];
        if (single.times.length === 0) single.times = new Float64Array(most);
        single.times[single.length++] = time;
        return;
      }
      let [low, high] = [0, distinct - 1];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((times[middle] as number) < time) low = middle + 1;
        else high = middle;
      }
      addAt(3 * low + kind, weight);
    },
    times: () => {
      singles.forEach((single, kind) => {
        const sorted = single.times.subarray(0, single.length).sort();
        let from = 0;
        for (let i = 0; i < distinct && from < sorted.length; i++) {
          let to = from;
          while (sorted[to] === times[i]) to++;
          if (to > from) addAt(3 * i + kind, to - from);
          from = to;
        }
        single.length = 0;
      });
      return Array.from({ length: distinct }, (_, i) => ({
        time: times[i] as number,
        events: count(3 * i + EVENTS),
        censored: count(3 * i + CENSORED),
        entered: count(3 * i + ENTERED),
      }));
    },
  };
}
