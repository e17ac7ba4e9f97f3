import { refuse, withinOpen } from '../internal/check.js';
import { requireOptions } from '../internal/estimate.js';
import { baseRow, type Drawn, definite, type Model, readInputs, requireModel, type UncertainInputs } from './inputs.js';

/** From where to where inputs are moved. */
export interface TornadoOptions {
  /** The low end of each input: the quantile of this probability, a fraction above 0 and below 1; 0.1 unless told. */
  readonly low?: number | undefined;
  /** The high end of each input: the quantile of this probability, above `low` and below 1; 0.9 unless told. */
  readonly high?: number | undefined;
}

/** One end of a bar. */
export interface TornadoEnd {
  /** What the input is at this end, in its unit. */
  readonly input: number;
  /** What the model gives there, with all other inputs at their base. */
  readonly output: number;
}

/** What one input alone does to the output. */
export interface TornadoBar {
  /** The name of the input. */
  readonly name: string;
  /** Which part of it, for an input of several numbers; `undefined` for one of one number. */
  readonly part: string | undefined;
  /** With the input at its low quantile. */
  readonly low: TornadoEnd;
  /** With the input at its high quantile: its output is the lower one where the output falls as the input rises. */
  readonly high: TornadoEnd;
  /** The length of the bar: |output at high − output at low|. */
  readonly swing: number;
}

/** The bars of a tornado chart. */
export interface Tornado {
  /** The output with every input at its base. */
  readonly base: number;
  /** A bar for each uncertain input, the longest first. */
  readonly bars: readonly TornadoBar[];
}

/**
 * Tornado chart: what each input alone does to the output. Every input in turn is moved from its low to its high quantile,
 * the others stay at their base; the longest bar is the input that is most worth knowing better.
 *
 * The base of an input is its median; of an input of several numbers (shares, counts) the mean of each, and a part of it is
 * moved between the quantiles of that part alone while the other parts keep their proportions to each other. Where the
 * output rises or falls all the way with an input, its bar contains the base; where it turns between the ends the bar says
 * less than what the input does. Inputs that only matter together do not show: {@link sensitivityIndices} sees them.
 *
 * @param model - A function of the inputs that gives a number: `(inputs) => programme(inputs).returnOnInvestment!` picks
 * one of a record. The object it is given is the same one at each call.
 * @param inputs - The inputs by name: numbers, or distributions.
 * @param options - `low` and `high`: which quantiles; 0.1 and 0.9 unless told.
 * @returns The output at the base, and the bars; plain numbers have none.
 * @throws `TypeError` or `RangeError` for a model that is not a function, an input that is not one, quantiles out of
 * order, and a model that throws, has no answer or gives what is not a finite number; the message has the inputs.
 * @example
 * ```ts
 * import { tornado } from 'custometry';
 *
 * const { base, bars } = tornado(({ customers, spend, margin }) => customers * spend * margin, {
 *   customers: { kind: 'uniform', low: 900, high: 1100 },
 *   spend: { kind: 'uniform', low: 100, high: 300 },
 *   margin: 0.5,
 * });
 * base; // => 100000
 * bars.map((bar) => bar.name); // => ['spend', 'customers']
 * bars[0]?.low; // => { input: 120, output: 60000 }
 * ```
 * @see Ronald A. Howard (1988), "Decision Analysis: Practice and Promise", Management Science 34(6), 679-695.
 */
export function tornado<Inputs extends UncertainInputs>(
  model: (inputs: Drawn<Inputs>) => number | undefined,
  inputs: Inputs,
  options: TornadoOptions = {},
): Tornado {
  requireModel(model, CALLER);
  const read = readInputs(inputs, CALLER);
  requireOptions(options, CALLER);
  const low = withinOpen(options.low ?? 0.1, `${CALLER}: low`);
  const high = withinOpen(options.high ?? 0.9, `${CALLER}: high`);
  if (low >= high) refuse(high, `${CALLER}: high`, `above low (${low})`);
  const row = baseRow(read);
  const base = definite(model as Model, row, CALLER, () => 'at the base');
  const bars: TornadoBar[] = [];
  for (const input of read) {
    const { name } = input;
    const kept = row[name] as (typeof row)[string];
    /** A bar between two quantiles of a number, which `set` puts into the row. */
    const measure = (part: string | undefined, quantile: (p: number) => number, set: (x: number) => void) => {
      const [atLow, atHigh] = [low, high].map((p) => {
        const x = quantile(p);
        set(x);
        const title = part === undefined ? name : `${name}.${part}`;
        return { input: x, output: definite(model as Model, row, CALLER, () => `with ${title} at quantile ${p}`) };
      }) as [TornadoEnd, TornadoEnd];
      row[name] = kept;
      bars.push({ name, part, low: atLow, high: atHigh, swing: Math.abs(atHigh.output - atLow.output) });
    };
    if (!('parts' in input)) {
      if (input.isUncertain) measure(undefined, input.shape.quantile, (x) => (row[name] = x));
      continue;
    }
    input.parts.forEach((part, i) => {
      const others = input.total - (input.means[i] as number);
      measure(part, (input.marginals[i] as (typeof input.marginals)[number]).quantile, (x) => {
        const scale = others > 0 ? (input.total - x) / others : 0;
        const moved = input.means.map((mean, j) => (j === i ? x : mean * scale));
        row[name] = Object.fromEntries(input.parts.map((other, j) => [other, moved[j] as number]));
      });
    });
  }
  return { base, bars: bars.sort((a, b) => b.swing - a.swing) };
}

const CALLER = 'tornado';
