import { FINITE, POSITIVE, refuse, within } from '../../internal/check.js';
import type { LogNormalPrior } from '../fitting/model-fit.js';
import type { CovariateKernel, Term } from './covariates.js';

/** What is known of a coefficient beforehand: it is normally distributed. */
export interface NormalPrior {
  /** The mean of the coefficient: 0 unless told. */
  readonly mean?: number | undefined;
  /** The standard deviation of the coefficient: above 0. The smaller, the more the coefficient is drawn to the mean. */
  readonly sigma: number;
}

/** What is known beforehand, in the shape of the parameters. */
export type CovariatePriors<Parameters> = {
  readonly [Name in keyof Parameters]?:
    | (Required<Parameters>[Name] extends number ? LogNormalPrior : { readonly [covariate: string]: NormalPrior })
    | undefined;
};

/** How a model with covariates is fitted. */
export interface CovariateFitOptions<Parameters, Processes extends string> {
  /**
   * The names of the covariates that matter for each process; none for a process that is not named. All of them for all
   * processes unless told, but for those that say otherwise.
   */
  readonly covariates?: { readonly [Process in Processes]?: readonly string[] | undefined } | undefined;
  /** Parameters to try first; coefficients that are missing are 0. */
  readonly start?: Parameters | undefined;
  /** What is known of parameters and coefficients beforehand; the fit is then the mode of their posterior. */
  readonly priors?: CovariatePriors<Parameters> | undefined;
  /** Called with the fraction done, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** @internal Their names. */
export const FIT_OPTIONS: readonly string[] = ['covariates', 'start', 'priors', 'onProgress'];

/** @internal The parameters to try first, checked: those of the kernel, then the coefficients. */
export function readStart(
  { parameters: names }: CovariateKernel,
  chosen: readonly Omit<Term, 'coefficient'>[],
  start: object,
  caller: string,
): number[] {
  const fields = start as Readonly<Record<string, unknown>> | null;
  const coefficient = ({ process, covariate }: Omit<Term, 'coefficient'>): unknown => {
    const own = fields?.[process.name] as Readonly<Record<string, unknown>> | undefined;
    return own?.[covariate] ?? 0;
  };
  return [
    ...names.map((name) => within(fields?.[name] as number, `${caller}: start.${name}`, POSITIVE)),
    ...chosen.map((term) =>
      within(coefficient(term) as number, `${caller}: start.${term.process.name}.${term.covariate}`, FINITE),
    ),
  ];
}

/** @internal The priors by name, checked. */
export function readPriors(
  { parameters: names, processes }: CovariateKernel,
  chosen: readonly Omit<Term, 'coefficient'>[],
  priors: object | undefined,
  caller: string,
): Record<string, LogNormalPrior> {
  const found: Record<string, LogNormalPrior> = {};
  const fields = (priors ?? {}) as Readonly<Record<string, unknown>>;
  for (const name of names) {
    const prior = fields[name] as LogNormalPrior | undefined;
    if (prior === undefined) continue;
    found[name] = {
      median: within(prior?.median, `${caller}: priors.${name}.median`, POSITIVE),
      sigma: within(prior?.sigma, `${caller}: priors.${name}.sigma`, POSITIVE),
    };
  }
  for (const process of processes) {
    for (const [covariate, prior] of Object.entries((fields[process.name] ?? {}) as Record<string, NormalPrior>)) {
      const argument = `${caller}: priors.${process.name}.${covariate}`;
      if (!chosen.some((term) => term.process === process && term.covariate === covariate)) {
        refuse(prior, argument, 'of a covariate with a coefficient', '', '');
      }
      found[`${process.name}.${covariate}`] = {
        median: within(prior?.mean ?? 0, `${argument}.mean`, FINITE),
        sigma: within(prior?.sigma, `${argument}.sigma`, POSITIVE),
      };
    }
  }
  return found;
}
