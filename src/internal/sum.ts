/**
 * The sum of numbers with the rounding errors carried along (Neumaier's variant of Kahan summation): the result is as
 * if the sum had been rounded once, unless the terms cancel to less than 1e-16 of their total size.
 *
 * @see Arnold Neumaier (1974), "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54, 39-51.
 */
export function sum(terms: Iterable<number>): number {
  let total = 0;
  let lost = 0;
  for (const term of terms) {
    const next = total + term;
    lost += Math.abs(total) >= Math.abs(term) ? total - next + term : term - next + total;
    total = next;
  }
  return total + lost;
}
