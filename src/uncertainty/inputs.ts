import { refuse, requireFunction, shown, within } from '../internal/check.js';
import { type Distribution, isVector, shapeOf, type VectorDistribution, vectorShapeOf } from './distribution.js';
import { point, type Shape, SIZE, type VectorShape } from './shape.js';

/** What an input of a model can be: a number that is known, a distribution, or a distribution of several numbers. */
export type UncertainInput = number | Distribution | VectorDistribution;

/** The inputs of a model by name, each as sure as it is. */
export type UncertainInputs = Readonly<Record<string, UncertainInput>>;

/** One draw of the inputs: a number for each, or for a distribution of several numbers an object of them. */
export type Drawn<Inputs> = {
  readonly [Name in keyof Inputs]: Inputs[Name] extends VectorDistribution<infer Part>
    ? Readonly<Record<Part, number>>
    : number;
};

/** @internal An input of one number. */
export interface ScalarInput {
  readonly name: string;
  readonly shape: Shape;
  /** Whether it has any spread. */
  readonly isUncertain: boolean;
}

/** @internal An input of several numbers. */
interface VectorInput extends VectorShape {
  readonly name: string;
}

/** @internal */
export type Input = ScalarInput | VectorInput;

/** @internal Reads and checks the inputs; the caller's name and `inputs` stand before each message. */
export function readInputs(inputs: UncertainInputs, caller: string): Input[] {
  if (typeof inputs !== 'object' || inputs === null) refuse(inputs, `${caller}: inputs`, 'an object', '', '');
  return Object.entries(inputs).map(([name, input]) => {
    const argument = `${caller}: inputs.${name}`;
    if (typeof input === 'number') {
      return { name, shape: point(within(input, argument, SIZE)), isUncertain: false };
    }
    if (typeof input !== 'object' || input === null) refuse(input, argument, 'a number or a distribution', '', '');
    if (isVector(input)) return { name, ...vectorShapeOf(input, argument) };
    const shape = shapeOf(input, argument);
    return { name, shape, isUncertain: !shape.isFixed };
  });
}

/**
 * @internal The object that the model is given, with the inputs at their base: the median of an input of one number, the
 * means of the parts of one of several.
 */
export function baseRow(inputs: readonly Input[]): Row {
  return Object.fromEntries(
    inputs.map((input) => [
      input.name,
      'parts' in input
        ? Object.fromEntries(input.parts.map((part, i) => [part, input.means[i] as number]))
        : input.shape.quantile(0.5),
    ]),
  );
}

/** @internal A draw of the inputs while it is made. */
export type Row = Record<string, number | Record<string, number>>;

/** @internal */
export type Model = (row: Row) => unknown;

/** @internal Calls the model, and says where it threw; `where` is made only then. */
export function ask(model: Model, row: Row, caller: string, where: () => string): unknown {
  try {
    return model(row);
  } catch (error) {
    const message = error instanceof Error ? error.message : typeof error === 'string' ? error : shown(error);
    throw new RangeError(`${caller}: the model threw ${at(where(), row)}: ${message}`, { cause: error });
  }
}

/** @internal A number whose square is one as well, or `undefined` for no answer; −0 becomes 0. */
export function answer(result: unknown, row: Row, caller: string, where: () => string): number | undefined {
  if (result === undefined) return undefined;
  if (typeof result === 'number' && Math.abs(result) <= 1e150) return result + 0;
  if (typeof result === 'number' && Number.isFinite(result)) {
    refuse(result, `${caller}: output of the model`, SIZE[2], ` ${at(where(), row)}`);
  }
  throw new (typeof result === 'number' ? RangeError : TypeError)(
    `${caller}: the model must give a finite number, or undefined for no answer, got ${shown(result)} ${at(where(), row)}`,
  );
}

/** @internal A finite number: no answer is not one. */
export function definite(model: Model, row: Row, caller: string, where: () => string): number {
  const value = answer(ask(model, copied(row), caller, where), row, caller, where);
  if (value !== undefined) return value;
  throw new RangeError(`${caller}: the model has no answer (undefined) ${at(where(), row)}`);
}

const at = (where: string, row: Row): string => `${where}, inputs ${listed(row)}`;

/** The inputs as a message shows them; the model may have put anything into them. */
function listed(row: Row): string {
  try {
    const text = JSON.stringify(row);
    return text.length > 1000 ? `${text.slice(0, 1000)}…` : text;
  } catch {
    return 'that cannot be shown';
  }
}

/** @internal A copy of the inputs, which a model may write to. */
export function copied(row: Row): Row {
  const copy: Row = {};
  for (const [name, value] of Object.entries(row)) copy[name] = typeof value === 'object' ? { ...value } : value;
  return copy;
}

/** @internal */
export function requireModel(model: unknown, caller: string): void {
  requireFunction(model, `${caller}: model`);
}
