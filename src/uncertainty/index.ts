/**
 * Uncertainty: what is known of the inputs of a formula, and what follows for its result.
 *
 * @module uncertainty
 */

export type { ConfidenceOptions } from '../internal/estimate.js';
export {
  type BetaDistribution,
  betaDistribution,
  betaFromCounts,
  betaFromEstimate,
  type PriorOptions,
  type SuccessCounts,
} from './beta.js';
export { type BinomialDistribution, binomialDistribution } from './binomial.js';
export {
  type BreakEven,
  type BreakEvenCrossing,
  type BreakEvenOptions,
  breakEven,
} from './break-even.js';
export { type DirichletDistribution, dirichletDistribution, dirichletFromCounts } from './dirichlet.js';
export {
  type Distribution,
  distributionCumulative,
  distributionMean,
  distributionQuantile,
  distributionVariance,
  type VectorDistribution,
} from './distribution.js';
export type { DrawOptions } from './draws.js';
export { type EmpiricalDistribution, empiricalDistribution } from './empirical.js';
export { type FixedDistribution, fixedDistribution } from './fixed.js';
export { type GammaDistribution, gammaDistribution } from './gamma.js';
export type { Drawn, UncertainInput, UncertainInputs } from './inputs.js';
export {
  type LogNormalDistribution,
  type LogNormalMoments,
  logNormalDistribution,
  logNormalFromEstimate,
  logNormalFromMoments,
} from './log-normal.js';
export { type MultinomialDistribution, multinomialDistribution, multinomialFromCounts } from './multinomial.js';
export { type IntervalEstimate, type NormalDistribution, normalDistribution, normalFromEstimate } from './normal.js';
export { type Measured, outputProbability, outputQuantile, type UncertainOutput } from './output.js';
export { type PertDistribution, pertDistribution } from './pert.js';
export {
  type OutputOf,
  type Propagated,
  type PropagateOptions,
  propagate,
  propagatePlain,
} from './propagate.js';
export type { RankCorrelations } from './rank-correlation.js';
export { type Scenario, scenarioTable } from './scenario-table.js';
export { type SensitivityIndices, sensitivityIndices } from './sensitivity-indices.js';
export { type Tornado, type TornadoBar, type TornadoEnd, type TornadoOptions, tornado } from './tornado.js';
export { type LowLikelyHigh, type TriangularDistribution, triangularDistribution } from './triangular.js';
export { type UniformDistribution, uniformDistribution } from './uniform.js';
