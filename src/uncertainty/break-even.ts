import { FINITE, refuse, whole, within } from '../internal/check.js';
import { requireOptions } from '../internal/estimate.js';
import { rootBetween } from '../internal/roots.js';
import {
  answer,
  ask,
  baseRow,
  copied,
  type Drawn,
  type Model,
  readInputs,
  requireModel,
  type ScalarInput,
  type UncertainInputs,
} from './inputs.js';
import { SIZE } from './shape.js';

/** What is to be met, and where it is looked for. */
export interface BreakEvenOptions<Names extends PropertyKey = string> {
  /** What the output is to be: a finite number in its unit; 0 unless told. */
  readonly target?: number | undefined;
  /**
   * From where to where inputs are searched: `{ spend: [0, 500] }`. Unless told an uncertain input is searched from its
   * quantile 0.001 to its quantile 0.999, and a plain number not at all.
   */
  readonly ranges?: { readonly [Name in Names]?: readonly [from: number, to: number] | undefined } | undefined;
  /** How many steps a range is searched in: a whole number from 1 to 1,000,000; 200 unless told. */
  readonly steps?: number | undefined;
}

/** Where the output crosses the target. */
export interface BreakEvenCrossing {
  /** The value of the input. */
  readonly value: number;
  /** Whether the output is the target there; otherwise it jumps over it. */
  readonly meets: boolean;
}

/** Where one input alone makes the output cross the target. */
export interface BreakEven {
  /** The name of the input. */
  readonly name: string;
  /** Where the search began. */
  readonly from: number;
  /** Where the search ended. */
  readonly to: number;
  /** The crossings, from `from` on; none where the output stays on one side. */
  readonly crossings: readonly BreakEvenCrossing[];
}

/**
 * Break-even: the values of each input alone at which the output meets a target, with all other inputs at their base (the
 * median; of an input of several numbers the means).
 *
 * A range is searched in steps, and each change of sign of output − target is refined to the last digits. Two crossings
 * within one step (1/200 of the range unless told) hide each other, and a target that is touched and not crossed is found
 * only where a step falls on it: more `steps` see more. Where the model has no answer (`undefined`; give that
 * where you would divide by 0) there is no crossing.
 * Inputs of several numbers are not searched.
 *
 * @param model - A function of the inputs that gives a number. The object it is given is the same one at each call.
 * @param inputs - The inputs by name: numbers, or distributions.
 * @param options - `target` (0 unless told), `ranges`, `steps` (200 unless told).
 * @returns The crossings for each input that was searched, in the order of the inputs.
 * @throws `TypeError` or `RangeError` for a model that is not a function, an input that is not one, a target that is not
 * finite, a range that is not two finite rising numbers or not of an input of one number, and a model that throws or gives
 * what is not a finite number; the message has the inputs.
 * @example
 * ```ts
 * import { breakEven } from 'custometry';
 *
 * const [spend] = breakEven(({ customers, spend, cost }) => customers * spend - cost, {
 *   customers: 1000,
 *   spend: { kind: 'uniform', low: 50, high: 150 },
 *   cost: 90_000,
 * });
 * spend?.crossings; // => [{ value: 90, meets: true }]
 * ```
 * @see Tirupathi R. Chandrupatla (1997), "A New Hybrid Quadratic/Bisection Algorithm for Finding the Zero of a Nonlinear
 * Function without Using Derivatives", Advances in Engineering Software 28(3), 145-149, for how a crossing is refined.
 */
export function breakEven<Inputs extends UncertainInputs>(
  model: (inputs: Drawn<Inputs>) => number | undefined,
  inputs: Inputs,
  options: BreakEvenOptions<keyof Inputs> = {},
): BreakEven[] {
  requireModel(model, CALLER);
  const read = readInputs(inputs, CALLER);
  requireOptions(options, CALLER);
  const target = within(options.target ?? 0, `${CALLER}: target`, FINITE);
  const steps = within(options.steps ?? 200, `${CALLER}: steps`, whole(1, 1_000_000));
  const scalars = read.filter((input): input is ScalarInput => !('parts' in input));
  const ranges = new Map(Object.entries(options.ranges ?? {}).filter(([, range]) => range !== undefined));
  for (const name of ranges.keys()) {
    if (!scalars.some((input) => input.name === name)) {
      refuse(
        name,
        `${CALLER}: name in ranges`,
        `an input of one number (${scalars.map((each) => each.name).join(', ')})`,
        '',
        'string',
      );
    }
  }
  const row = baseRow(read);
  return scalars
    .filter(({ name, isUncertain }) => isUncertain || ranges.has(name))
    .map(({ name, shape }) => {
      const range = ranges.get(name);
      const [from, to] = range ? readRange(range, name) : [shape.quantile(0.001), shape.quantile(0.999)];
      const base = row[name] as number;
      /** NaN where there is no answer. */
      const distance = (x: number): number => {
        row[name] = x;
        const where = () => `with ${name} at ${x}`;
        return (answer(ask(model as Model, copied(row), CALLER, where), row, CALLER, where) ?? NaN) - target;
      };
      const crossings = findCrossings(distance, from, to, steps);
      row[name] = base;
      return { name, from, to, crossings };
    });
}

function readRange(range: readonly [number, number], name: string): readonly [number, number] {
  const argument = `${CALLER}: ranges.${name}`;
  if (!Array.isArray(range)) refuse(range, argument, 'an array of two numbers', '', '');
  const from = within(range[0], `${argument}[0]`, SIZE);
  const to = within(range[1], `${argument}[1]`, SIZE);
  if (to <= from) refuse(to, `${argument}[1]`, `above the first number (${from})`);
  return [from, to];
}

/** Where the distance is 0 or changes its sign. */
function findCrossings(distance: (x: number) => number, from: number, to: number, steps: number): BreakEvenCrossing[] {
  const crossings: BreakEvenCrossing[] = [];
  let [x, d] = [from, distance(from)];
  if (d === 0) crossings.push({ value: x, meets: true });
  // A default range may be no range: nearly all of a distribution may be one value.
  for (let step = 1; step <= steps && from < to; step++) {
    const share = step / steps;
    const next = step === steps ? to : from * (1 - share) + to * share;
    const nextDistance = distance(next);
    if (nextDistance === 0) {
      // Of a stretch on which the target is met, the beginning and, below, the end.
      if (d !== 0 || step === steps) crossings.push({ value: next, meets: true });
    } else if (d === 0) {
      if (crossings.at(-1)?.value !== x) crossings.push({ value: x, meets: true });
    } else if (d > 0 !== nextDistance > 0 && !Number.isNaN(d + nextDistance)) {
      const value = rootBetween(distance, x, next);
      const left = Math.abs(distance(value));
      // At a jump or a pole the distance stays, however near to the crossing.
      if (!Number.isNaN(left)) crossings.push({ value, meets: left <= 1e-6 * (Math.abs(d) + Math.abs(nextDistance)) });
    }
    [x, d] = [next, nextDistance];
  }
  return crossings;
}

const CALLER = 'breakEven';
