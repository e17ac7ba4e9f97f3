/** 1 / (1 + exp(−x)): the probability of log-odds x. */
export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
