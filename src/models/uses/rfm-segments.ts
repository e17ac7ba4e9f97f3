import { requireColumn } from '../../history/purchase-history.js';
import { FINITE, NOT_NEGATIVE, type Range, within } from '../../internal/check.js';
import { addTo, type RunningSum } from '../../internal/running-sum.js';

/** Recency, frequency and monetary value of customers, as columns of one length: plain or typed arrays. */
export interface RfmColumns {
  /** The time since the last purchase (T − t_x of a history): at least 0; the shorter, the better. */
  readonly recency: ArrayLike<number>;
  /** How many purchases: at least 0. */
  readonly frequency: ArrayLike<number>;
  /** What was spent, in all or on average: a finite number. */
  readonly monetary: ArrayLike<number>;
  /** What a model says of each customer (expected purchases, the probability to be alive), to be set beside: finite numbers. */
  readonly modelled?: ArrayLike<number> | undefined;
}

/** The customers who share three scores. */
export interface RfmSegment {
  /** The score of recency: from 1 (long ago) to 5 (just now). */
  readonly recency: number;
  /** The score of frequency: from 1 (seldom) to 5 (often). */
  readonly frequency: number;
  /** The score of monetary value: from 1 (little) to 5 (much). */
  readonly monetary: number;
  /** How many customers there are. */
  readonly customers: number;
  /** The mean of `modelled` over them, where it was given. */
  readonly modelled: number | undefined;
}

/** Customers by scores. */
export interface RfmSegments {
  /** The score of recency of each customer: from 1 (long ago) to 5 (just now). */
  readonly recency: Uint8Array;
  /** The score of frequency of each customer: from 1 (seldom) to 5 (often). */
  readonly frequency: Uint8Array;
  /** The score of monetary value of each customer: from 1 (little) to 5 (much). */
  readonly monetary: Uint8Array;
  /** The segments in which there is somebody, from 5-5-5 down to 1-1-1. */
  readonly segments: readonly RfmSegment[];
}

/**
 * RFM scores: how recently, how often and for how much each customer has bought, from 1 to 5 each, and how many customers share
 * each of the 125 combinations.
 *
 * A score says how many customers are worse, in fifths:
 *
 *     score = 1 + ⌊5 · (customers with a strictly worse value) / customers⌋
 *
 * Customers of different values are quintiles; equal values have equal scores, always, so that groups are larger where many
 * are equal. Of 100 customers of whom 60 never came again, these 60 have 1 in frequency, and the others 4 or 5.
 *
 * Scores rank the customers of today, and foretell nothing: 1 of 5 in recency is a seldom buyer in order or a frequent one who
 * has left. What a model says (`modelled`) stands beside them, as a mean of each segment.
 *
 * @param customers - Columns of one length: `recency` and `frequency` of at least 0, `monetary` of any finite number, and
 * perhaps `modelled`.
 * @returns The three scores of each customer, and the segments.
 * @throws `TypeError` or `RangeError` for columns that are none of these; the message has the index.
 * @example
 * ```ts
 * import { rfmSegments } from 'custometry';
 *
 * const scores = rfmSegments({
 *   recency: [1, 5, 9, 30, 100],
 *   frequency: [9, 0, 2, 1, 0],
 *   monetary: [90, 20, 60, 45, 20],
 *   modelled: [4.5, 0.3, 1, 0.5, 0.1],
 * });
 * [...scores.recency]; // => [5, 4, 3, 2, 1]
 * [...scores.frequency]; // => [5, 1, 4, 3, 1]
 * scores.segments[0]; // => { recency: 5, frequency: 5, monetary: 5, customers: 1, modelled: 4.5 }
 * ```
 * @see Arthur M. Hughes (1994), Strategic Database Marketing, for the scores; Peter S. Fader, Bruce G. S. Hardie and Ka Lok Lee
 * (2005), "RFM and CLV: Using Iso-Value Curves for Customer Base Analysis", Journal of Marketing Research 42(4), 415-430, for
 * what models make of the same three numbers.
 */
export function rfmSegments(customers: RfmColumns): RfmSegments {
  const caller = 'rfmSegments';
  const first = customers?.recency;
  const read = (name: keyof RfmColumns, range: Range): Float64Array => {
    const column = customers?.[name] as ArrayLike<number>;
    requireColumn(column, `${caller}: ${name}`, name === 'recency' ? undefined : first);
    return Float64Array.from(column, (value, i) => within(value, `${caller}: ${name}[${i}]`, range));
  };
  const recency = scores(read('recency', NOT_NEGATIVE).map((time) => -time));
  const frequency = scores(read('frequency', NOT_NEGATIVE));
  const monetary = scores(read('monetary', FINITE));
  const modelled = customers.modelled === undefined ? undefined : read('modelled', FINITE);

  const counts = new Uint32Array(125);
  const means: RunningSum[] = Array.from(counts, () => ({ total: 0, lost: 0 }));
  const segmentOf = recency.map(
    (score, i) => 25 * (score - 1) + 5 * ((frequency[i] as number) - 1) + (monetary[i] as number) - 1,
  );
  for (const segment of segmentOf) counts[segment] = (counts[segment] as number) + 1;
  modelled?.forEach((value, i) => {
    const segment = segmentOf[i] as number;
    // Divided first, so that the sum cannot overflow.
    addTo(means[segment] as RunningSum, value / (counts[segment] as number));
  });
  const segments = Array.from(counts, (count, segment) => {
    const mean = means[segment] as RunningSum;
    return {
      recency: 1 + Math.floor(segment / 25),
      frequency: 1 + (Math.floor(segment / 5) % 5),
      monetary: 1 + (segment % 5),
      customers: count,
      modelled: modelled && mean.total + mean.lost,
    };
  });
  return { recency, frequency, monetary, segments: segments.filter((each) => each.customers > 0).reverse() };
}

/** The scores of values of which the greatest is the best. */
function scores(values: Float64Array): Uint8Array {
  const sorted = values.slice().sort();
  const result = new Uint8Array(values.length);
  values.forEach((value, i) => {
    // How many are less: where the value would be put in first.
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    result[i] = 1 + Math.floor((5 * low) / sorted.length);
  });
  return result;
}
