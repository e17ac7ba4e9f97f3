import { FINITE, refuse, within } from '../internal/check.js';
import { requireModel } from './inputs.js';

/** One line of a table of scenarios. */
export interface Scenario<Inputs, Output> {
  /** The name of the scenario. */
  readonly name: string;
  /** Its inputs: those of the base, but for what the scenario changes. */
  readonly inputs: Inputs;
  /** What the model gives. */
  readonly output: Output;
}

/**
 * Scenario table: what a model gives in named cases, each of which changes some inputs of a base.
 *
 * A scenario is a story, not a probability: it says what happens if, and not how likely that is. {@link propagate} does.
 *
 * @param model - A function of the inputs. What it returns stands in the table as it is, `undefined` included.
 * @param base - The inputs by name: finite numbers.
 * @param scenarios - For each scenario, by name, the inputs that differ: `{ worst: { retention: 0.7 } }`. `{}` is the base.
 * @returns A line for each scenario, in their order.
 * @throws `TypeError` or `RangeError` for a model that is not a function, an input that is not a finite number, and a
 * scenario with an input that the base does not have. What the model throws goes through.
 * @example
 * ```ts
 * import { scenarioTable } from 'custometry';
 *
 * const revenue = ({ customers, spend }: { customers: number; spend: number }) => customers * spend;
 * const base = { customers: 1000, spend: 200 };
 * const table = scenarioTable(revenue, base, { expected: {}, recession: { spend: 150 }, boom: { customers: 1200 } });
 * table.map(({ name, output }) => [name, output]); // => [['expected', 200000], ['recession', 150000], ['boom', 240000]]
 * ```
 */
export function scenarioTable<Inputs extends { readonly [Name in keyof Inputs]: number }, Output>(
  model: (inputs: Inputs) => Output,
  base: Inputs,
  scenarios: Readonly<Record<string, Partial<NoInfer<Inputs>>>>,
): Scenario<Inputs, Output>[] {
  requireModel(model, CALLER);
  checkNumbers(base, 'base');
  if (typeof scenarios !== 'object' || scenarios === null) {
    refuse(scenarios, `${CALLER}: scenarios`, 'an object', '', '');
  }
  return Object.entries(scenarios).map(([name, changes]) => {
    checkNumbers(changes, `scenarios.${name}`);
    for (const key of Object.keys(changes)) {
      if (!Object.hasOwn(base, key)) {
        refuse(
          key,
          `${CALLER}: name in scenarios.${name}`,
          `an input of the base (${Object.keys(base).join(', ')})`,
          '',
          'string',
        );
      }
    }
    const inputs = { ...base, ...changes };
    return { name, inputs, output: model(inputs) };
  });
}

const CALLER = 'scenarioTable';

function checkNumbers(inputs: object, argument: string): void {
  if (typeof inputs !== 'object' || inputs === null) refuse(inputs, `${CALLER}: ${argument}`, 'an object', '', '');
  for (const [name, value] of Object.entries(inputs)) within(value, `${CALLER}: ${argument}.${name}`, FINITE);
}
