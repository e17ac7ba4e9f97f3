/**
 * A p-value that agrees with an interval to the last bit: below 1 − confidence exactly when the interval excludes 0.
 * The two come by different ways and could round apart where a limit is all but 0; there the interval decides.
 */
export function agreeingPValue(pValue: number, lower: number, upper: number, confidence: number): number {
  const alpha = 1 - confidence;
  return lower > 0 || upper < 0 ? Math.min(pValue, alpha * (1 - 2 ** -53)) : Math.max(pValue, alpha);
}
