import { FINITE, nearestPositive, POSITIVE, refuse, within } from '../../internal/check.js';
import type { FitDiagnosis } from '../fitting/model-fit.js';

/** What an interval needs of a fit: any `ModelFit` or `CovariateFit` will do. */
export interface FittedParameters<Parameters> {
  /** The parameters, all above 0, and coefficients of covariates where there are such: any numbers. */
  readonly parameters: Parameters;
  /**
   * The covariances of the logarithms of the parameters, and of the coefficients as they are; none where the parameters are
   * known, or the fit is at a boundary.
   */
  readonly logCovariance?: readonly (readonly number[])[] | undefined;
  /**
   * Parameters that are as likely as each other, as {@link parametricBootstrap} draws them. Where they are told, intervals of what
   * is computed or foretold take them in place of the covariances, which say nothing at a boundary or where a fit is `flat`.
   */
  readonly draws?: readonly Parameters[] | undefined;
  /** What the rows of the covariances belong to: `alpha`, or `purchases.referred`. All parameters in their order unless told. */
  readonly names?: readonly string[] | undefined;
  /** Whether the parameters can be relied upon: of a fit with covariates, whether its covariances can. They can unless told. */
  readonly diagnosis?: FitDiagnosis | undefined;
}

/** One number of a fit: a parameter, or the coefficient of a covariate in a process. */
interface FittedNumber {
  /** Where the coefficient is; `undefined` of a parameter. */
  readonly process: string | undefined;
  readonly name: string;
  readonly value: number;
}

/** @internal The numbers of a fit that are not exactly known. */
export interface ReadFit<Parameters> {
  /** They (but k, which is a whole number), in the order of the covariances. */
  readonly numbers: readonly FittedNumber[];
  readonly logCovariance: readonly (readonly number[])[] | undefined;
  /** Something of each number, in the shape of the parameters. */
  readonly shaped: (each: (number: FittedNumber, index: number) => unknown) => Record<string, unknown>;
  /**
   * The parameters with so much added to the logarithm of each, or to the coefficient, as far as numbers go; all else as it is.
   */
  readonly moved: (moves: readonly number[]) => Parameters;
}

/** @internal Reads a fit, and checks it. */
export function readFit<Parameters extends object>(
  fit: FittedParameters<Parameters>,
  caller: string,
  argument = 'fit',
): ReadFit<Parameters> {
  const { parameters, logCovariance, names } = fit ?? ({} as Partial<FittedParameters<Parameters>>);
  if (typeof parameters !== 'object' || parameters === null) {
    refuse(parameters, `${caller}: ${argument}.parameters`, 'an object', '', '');
  }
  const fields = parameters as Readonly<Record<string, unknown>>;
  const numbers = (names?.map(placeOf) ?? placesIn(fields)).map(([process, name]): FittedNumber => {
    const where = `${caller}: ${argument}.parameters`;
    if (process === undefined) {
      return { process, name, value: within(fields[name] as number, `${where}.${name}`, POSITIVE) };
    }
    const own = fields[process] as Readonly<Record<string, number>> | undefined;
    return { process, name, value: within(own?.[name] as number, `${where}.${process}.${name}`, FINITE) };
  });
  if (logCovariance !== undefined && logCovariance?.length !== numbers.length) {
    refuse(logCovariance, `${caller}: ${argument}.logCovariance`, 'a row for each parameter', '', '');
  }
  /** What is there now, and each number's own value in its place. */
  const replaced = <Value>(
    before: Readonly<Record<string, unknown>>,
    each: (number: FittedNumber, i: number) => Value,
  ) => {
    const result = { ...before };
    numbers.forEach((number, i) => {
      const { process, name } = number;
      const value = each(number, i);
      if (process === undefined) result[name] = value;
      else result[process] = { ...(result[process] as object | undefined), [name]: value };
    });
    return result;
  };
  const isProcess = (name: string) => typeof fields[name] === 'object';
  const known = Object.keys(fields).filter(
    (name) => isProcess(name) || numbers.some((one) => one.process === undefined && one.name === name),
  );
  const empty = Object.fromEntries(known.map((name) => [name, isProcess(name) ? {} : undefined]));
  return {
    numbers,
    logCovariance,
    shaped: (each) => replaced(empty, each),
    moved: (moves) =>
      replaced(fields, ({ process, value }, i) => {
        const move = moves[i] as number;
        return process === undefined ? nearestPositive(value * Math.exp(move)) : value + move;
      }) as Parameters,
  };
}

type Place = readonly [process: string | undefined, name: string];

function placeOf(path: string): Place {
  const dot = path.indexOf('.');
  return dot < 0 ? [undefined, path] : [path.slice(0, dot), path.slice(dot + 1)];
}

function placesIn(fields: Readonly<Record<string, unknown>>): Place[] {
  return Object.entries(fields).flatMap(([name, value]): Place[] => {
    if (name === 'k' || value === undefined) return [];
    if (typeof value !== 'object' || value === null) return [[undefined, name]];
    return Object.keys(value).map((covariate) => [name, covariate]);
  });
}
