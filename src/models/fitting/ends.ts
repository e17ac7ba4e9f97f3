import { type Climb, climb } from '../../internal/climb.js';
import type { Objective } from '../../internal/minimise.js';
import { BOUND, type Bounds } from './bounds.js';

/** @internal Where a model ends when parameters run away, others being what they are. */
export interface End extends Bounds {
  /**
   * The logarithms of parameters, in the units of the search, at which it is as good as the simpler model that it ends in: where
   * that is worth looking at.
   */
  readonly fixed?: { readonly [name: string]: number };
  /** What it means to end there. */
  readonly why: string;
}

/** @internal An end at which there is a simpler model to look at. */
type SimplerModel = End & Required<Pick<End, 'fixed'>>;

/** @internal What it means that parameters are at these bounds: the first of the ends that is there. */
export function meaningOf({ low, high }: Bounds, ends: readonly End[]): string | undefined {
  const isThere = (end: End) =>
    end.low.every((name) => low.includes(name)) && end.high.every((name) => high.includes(name));
  return ends.find(isThere)?.why;
}

/** @internal The simpler models among the ends. */
export function simplerModels(ends: readonly End[]): SimplerModel[] {
  return ends.filter((end): end is SimplerModel => end.fixed !== undefined);
}

/** @internal A simpler model at its best. */
export interface SimplerTop {
  readonly top: Climb;
  /** Whether the likelihood falls on the way from it back to the other model. */
  readonly isTop: boolean;
  readonly model: SimplerModel;
}

/** What a step may have left to gain at the end, of the log-likelihood of a customer. */
export const EXACTLY = 1e-22;
/** So little of a customer's log-likelihood is lost on the way to one that may be as good. */
const NEAR = 1e-3;

/**
 * @internal The nearest of the simpler models at its best, and of those that are as near (but for `nothing`, of a customer's
 * log-likelihood) the first one that is listed.
 */
export function nearestSimplerModel(
  models: readonly SimplerModel[],
  names: readonly string[],
  objective: Objective,
  from: Climb,
  nothing: number,
): SimplerTop | undefined {
  const near = models
    .map((model) => {
      const isFixed = names.map((name) => model.fixed[name] !== undefined);
      // Those that run away together do so side by side.
      const leader = isFixed.indexOf(true);
      const by = (model.fixed[names[leader] as string] as number) - (from.point[leader] as number);
      const point = names.map((name, i) => {
        const along = model.low.includes(name) || model.high.includes(name) ? by : 0;
        return model.fixed[name] ?? (from.point[i] as number) + along;
      });
      return { model, isFixed, leader, by, point, value: objective(point)[0] };
    })
    .sort((one, other) => one.value - other.value)
    .filter(({ value }, i) => i === 0 || value <= from.value + NEAR);
  const found = near
    .map(({ model, isFixed, leader, by, point }) => {
      const end = climb(objective, point, { most: 60, enough: EXACTLY, isFixed, bound: 2 * BOUND });
      return { model, top: end, isTop: (objective(end.point)[1][leader] as number) * by <= 0 };
    })
    .sort((one, other) => one.top.value - other.top.value);
  return found
    .filter(({ top: end }) => end.value <= (found[0]?.top.value as number) + nothing)
    .sort((one, other) => models.indexOf(one.model) - models.indexOf(other.model))[0];
}
