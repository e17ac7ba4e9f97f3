import { refuse, within } from '../internal/check.js';
import { cholesky, type Matrix } from '../internal/linear-algebra.js';
import { normalQuantile } from '../internal/normal.js';
import type { Random } from '../internal/random.js';
import type { Input } from './inputs.js';

/**
 * Rank correlations between inputs: for a pair, `{ price: { retention: -0.3 } }`, one way round or both. Pairs that are
 * not named are not correlated. Each is above −1 and below 1: of two inputs that are bound to each other, make one a function of
 * the other in the model.
 */
export type RankCorrelations<Names extends PropertyKey = string> = {
  readonly [Name in Names]?: { readonly [Other in Names]?: number | undefined } | undefined;
};

/** @internal What reorders draws: which inputs, and the Cholesky factor of the correlations of their normal scores. */
export interface Correlator {
  readonly names: readonly string[];
  readonly factor: Matrix;
}

/** @internal Reads and checks correlations; `undefined` where there are none. */
export function readCorrelations(
  correlations: RankCorrelations | undefined,
  inputs: readonly Input[],
  caller: string,
): Correlator | undefined {
  if (correlations === undefined) return undefined;
  const argument = `${caller}: correlations`;
  requireObject(correlations, argument);
  const allowed = inputs.filter((input) => !('parts' in input)).map(({ name }) => name);
  const pairs = new Map<string, Map<string, number>>();
  const put = (name: string, other: string, value: number) => {
    const row = pairs.get(name) ?? new Map<string, number>();
    pairs.set(name, row.set(other, value));
  };
  const requireName = (name: string) => {
    if (!allowed.includes(name)) {
      refuse(name, `${argument}: name`, `an input of one number (${allowed.join(', ')})`, '', 'string');
    }
  };
  for (const [name, row] of Object.entries(correlations)) {
    requireName(name);
    if (row === undefined) continue;
    requireObject(row, `${argument}.${name}`);
    for (const [other, value] of Object.entries(row)) {
      requireName(other);
      if (value === undefined) continue;
      const pair = `${argument}.${name}.${other}`;
      if (name === other && value !== 1) refuse(value, pair, '1');
      within(value, pair, [-1, 1, BETWEEN]);
      if (name !== other && Math.abs(value) === 1) refuse(value, pair, BETWEEN);
      const opposite = pairs.get(other)?.get(name) ?? value;
      if (opposite !== value) refuse(value, pair, `that of ${other} and ${name} (${opposite})`);
      put(name, other, value);
      put(other, name, value);
    }
  }
  const names = [...pairs.keys()];
  if (names.length === 0) return undefined;
  const factor = cholesky(
    // The correlation of normal scores that gives the rank correlation.
    names.map((name) =>
      names.map((other) => (name === other ? 1 : 2 * Math.sin((Math.PI / 6) * (pairs.get(name)?.get(other) ?? 0)))),
    ),
  );
  if (factor === undefined) {
    throw new RangeError(`${argument} must be possible together (a positive definite matrix)`);
  }
  return { names, factor };
}

const BETWEEN = 'a number above -1 and below 1';

/** Fields that can be read: those of a Map cannot. */
function requireObject(value: unknown, argument: string): void {
  if (Object.prototype.toString.call(value) !== '[object Object]') refuse(value, argument, 'an object', '', '');
}

/**
 * @internal Puts the numbers of each column into another order, so that their rank correlations are near the target. Each
 * column keeps exactly its numbers.
 *
 * @see Ronald L. Iman and William J. Conover (1982), "A Distribution-Free Approach to Inducing Rank Correlation among Input
 * Variables", Communications in Statistics: Simulation and Computation 11(3), 311-334.
 */
export function correlate(columns: readonly Float64Array[], factor: Correlator['factor'], random: Random): void {
  const size = columns[0]?.length ?? 0;
  // Normal scores in random orders, whose own chance correlations are taken out.
  let scores: Float64Array[];
  let own: Matrix | undefined;
  do {
    scores = columns.map(() => {
      const column = Float64Array.from({ length: size }, (_, i) => normalQuantile((i + 1) / (size + 1)));
      shuffle(column, random);
      return column;
    });
    own = cholesky(correlationsOf(scores));
  } while (own === undefined);
  const white = new Float64Array(columns.length);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < columns.length; j++) {
      let left = scores[j]?.[i] as number;
      for (let k = 0; k < j; k++) left -= (own[j]?.[k] as number) * (white[k] as number);
      white[j] = left / (own[j]?.[j] as number);
    }
    for (let j = 0; j < columns.length; j++) {
      let score = 0;
      for (let k = 0; k <= j; k++) score += (factor[j]?.[k] as number) * (white[k] as number);
      (scores[j] as Float64Array)[i] = score;
    }
  }
  columns.forEach((column, j) => {
    const score = scores[j] as Float64Array;
    const order = Uint32Array.from(score, (_, i) => i).sort((a, b) => (score[a] as number) - (score[b] as number));
    const sorted = column.slice().sort();
    order.forEach((place, rank) => {
      column[place] = sorted[rank] as number;
    });
  });
}

/** @internal Each order equally likely. */
export function shuffle(column: Float64Array, random: Random): void {
  for (let i = column.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const moved = column[i] as number;
    column[i] = column[j] as number;
    column[j] = moved;
  }
}

/** Of columns whose means are 0 and whose variances are equal, as those of permutations of one set of scores are. */
function correlationsOf(columns: readonly Float64Array[]): number[][] {
  const product = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);
  const [first] = columns;
  const size = first ? product(first, first) : 1;
  // The lower triangle, which is all that Cholesky's factor takes.
  return columns.map((a, i) => columns.slice(0, i + 1).map((b, j) => (i === j ? 1 : product(a, b) / size)));
}
