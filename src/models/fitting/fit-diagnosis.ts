import type { Climb } from '../../internal/climb.js';
import { cholesky, inverse, type Matrix } from '../../internal/linear-algebra.js';
import { BOUND, type Bounds } from './bounds.js';
import { type End, meaningOf } from './ends.js';
import type { FitDiagnosis } from './model-fit.js';

/** The variance of a logarithm: a factor of e^3 up or down is not an estimate. */
const VAGUE = 9;

/** @internal Whether that is a place on a hill, and not on a long ridge. */
export function isClear(at: Climb, customers: number): boolean {
  const factor = at.point.every((x) => Math.abs(x) < BOUND) ? cholesky(at.hessian) : undefined;
  return factor !== undefined && inverse(factor).every((row, i) => (row[i] as number) / customers < VAGUE);
}

/** @internal Whether that is a top from which it goes down on all sides. */
export function isInside({ converged, point, hessian }: Climb): boolean {
  return converged && point.every((x) => Math.abs(x) < BOUND) && cholesky(hessian) !== undefined;
}

/** @internal Where a search has ended, and what is known of it. */
export interface Ending {
  readonly names: readonly string[];
  readonly isLog: (i: number) => boolean;
  readonly top: Climb;
  readonly iterations: number;
  readonly bounds: Bounds;
  /** Of what is searched, where there is such. */
  readonly covariance: Matrix | undefined;
  /** What it means to be as good as a simpler model, where the top is. */
  readonly why: string | undefined;
  readonly ends: readonly End[];
}

/** @internal Whether the parameters can be relied upon. */
export function diagnose({ names, isLog, top, iterations, bounds, covariance, why, ends }: Ending): FitDiagnosis {
  const where = [
    ...bounds.low.map((name) => `${name} runs to ${isLog(names.indexOf(name)) ? '0' : 'minus infinity'}`),
    ...bounds.high.map((name) => `${name} runs to infinity`),
  ].join(', ');
  if (where !== '') {
    const meaning = why ?? meaningOf(bounds, ends);
    return { kind: 'boundary', message: meaning === undefined ? where : `${where}: ${meaning}` };
  }
  if (!top.converged) {
    return {
      kind: 'notConverged',
      message: `the search ended after ${iterations} steps without reaching the top`,
    };
  }
  // Where there is no telling, what could be left out so that there is.
  const spare = (i: number) => cholesky(without(top.hessian, i)) !== undefined;
  const anySpare = covariance === undefined && names.some((_, i) => spare(i));
  const vague = names.filter((_, i) => (anySpare ? spare(i) : !((covariance?.[i]?.[i] ?? Infinity) < VAGUE)));
  if (vague.length > 0) {
    return {
      kind: 'flat',
      message: `the data hardly tell the value of ${vague.join(', ')}: ${why ?? 'quite different ones are as likely'}`,
    };
  }
  return { kind: 'converged', message: 'the parameters are those of the greatest likelihood' };
}

/** The matrix without one of the rows, and the column. */
function without(matrix: Matrix, index: number): Matrix {
  const others = <Item>(_: Item, i: number) => i !== index;
  return matrix.filter(others).map((row) => row.filter(others));
}
