/**
 * Argument checks. Each takes the value, then the argument as a message names it (`caller: argument`), and either
 * returns the value or throws: a `TypeError` for the wrong type, a `RangeError` for a number outside the domain. Every
 * metric carries its checks into the bundle, so that they are kept short.
 */

/**
 * Throws: `argument must be allowed, got value`. The error is a `RangeError` where the value has the type that belongs
 * there (a number, unless told; none where no value of the type would do), and otherwise a `TypeError`.
 */
export function refuse(value: unknown, argument: string, allowed: string, hint = '', type = 'number'): never {
  const kind = typeof value;
  const came = kind === 'string' ? `"${value}"`.slice(0, 42) : kind === 'number' || value == null ? value : kind;
  throw new (kind === type ? RangeError : TypeError)(`${argument} must be ${allowed}, got ${came}${hint}`);
}

/** Which finite numbers an argument may be, and how a message says it. */
export type Range = readonly [least: number, most: number, allowed: string, whole?: boolean];

export const FINITE: Range = [-Infinity, Infinity, 'a finite number'];
export const NOT_NEGATIVE: Range = [0, Infinity, 'a finite number >= 0'];
export const POSITIVE: Range = [5e-324, Infinity, 'a finite number > 0'];
export const FRACTION: Range = [0, 1, 'a fraction from 0 to 1'];
/** How many there are, or a sum of weights. */
export const COUNT: Range = [0, 1e15, 'from 0 to 1e15'];
/** A probability that neither never nor always happens: a confidence, a power. */
const OPEN_FRACTION: Range = [5e-324, 1, 'a fraction above 0 and below 1'];
/** A share that can also be a loss: a margin, an uplift. */
export const SIGNED_FRACTION: Range = [-1, 1, 'a fraction from -1 to 1'];
/** Above −1, so that money keeps some of its value. */
export const DISCOUNT_RATE: Range = [-0.9999999999999999, 1, 'a fraction above -1 and up to 1'];

export function whole(least: number, most: number): Range {
  return [least, most, `a whole number from ${least} to ${most}`, true];
}

/** A finite number in the range; −0 becomes 0. 5 given for a fraction was most likely 5%, and the message says so. */
export function within(value: number, argument: string, [least, most, allowed, isWhole]: Range): number {
  const finite = Number.isFinite(value);
  if (finite && value >= least && value <= most && !(isWhole && value % 1)) return value + 0;
  const isPercentage = finite && most === 1 && !isWhole && value > 1 && value <= 100;
  refuse(value, argument, allowed, isPercentage ? `: did you mean ${+(value / 100).toPrecision(15)}?` : '');
}

/** A fraction that is neither 0 nor 1. */
export function withinOpen(value: number, argument: string): number {
  if (value === 1) refuse(value, argument, OPEN_FRACTION[2]);
  return within(value, argument, OPEN_FRACTION);
}

/** Reads and checks the numbers of an argument object, field by field. */
export function reader<Fields extends object>(
  fields: Fields,
  caller: string,
): (name: NumberField<Fields>, range: Range) => number {
  // A missing object has no fields: the message names the first one.
  return (name, range) => within(fields?.[name] as number, `${caller}: ${name}`, range);
}

type NumberField<Fields> = { [Name in keyof Fields]: number extends Fields[Name] ? Name : never }[keyof Fields] &
  string;

export function requireFunction(value: unknown, argument: string): void {
  if (typeof value !== 'function') refuse(value, argument, 'a function', '', '');
}

export function requireIterable(value: Iterable<unknown>, argument: string): void {
  if (typeof value?.[Symbol.iterator] !== 'function') refuse(value, argument, 'iterable', '', '');
}

/** The items of an array; a hole is an item that is `undefined`, and not passed over as most methods of arrays do. */
export function readList<Item>(items: readonly Item[], argument: string): Item[] {
  if (!Array.isArray(items)) refuse(items, argument, 'an array', '', '');
  return Array.from(items);
}

/** A key of a Map as a message shows it. Not shared with `refuse`, which every bundle carries: the call costs bytes. */
export function shown(key: unknown): unknown {
  return typeof key === 'string' ? `"${key}"`.slice(0, 42) : typeof key === 'number' || key == null ? key : typeof key;
}

export function requireMap(value: ReadonlyMap<unknown, unknown>, argument: string): void {
  // Not instanceof, so that a Map from another realm (an iframe, a vm context) is one too.
  if (Object.prototype.toString.call(value) !== '[object Map]') refuse(value, argument, 'a Map', '', '');
}

/** The greatest number, for what is beyond all of them and must be one. */
export const GREATEST = 1.7976931348623157e308;

/** The nearest number to what may be beyond all of them. */
export function nearestNumber(value: number): number {
  return Math.max(-GREATEST, Math.min(GREATEST, value));
}

/** The nearest number above 0 to what is above 0, and may be too small or too great for one. */
export function nearestPositive(value: number): number {
  return Math.max(5e-324, Math.min(GREATEST, value));
}

/** The result of a formula whose arguments were all valid, unless it overflows; −0 becomes 0. */
export function representable(result: number, caller: string): number {
  if (Number.isFinite(result)) return result + 0;
  throw new RangeError(`${caller}: the numbers are too large to compute with`);
}
