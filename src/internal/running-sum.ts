/** A sum that grows term by term, with the rounding errors carried along as in {@link sum}. */
export interface RunningSum {
  total: number;
  lost: number;
}

export function addTo(sum: RunningSum, term: number): void {
  const next = sum.total + term;
  sum.lost += Math.abs(sum.total) >= Math.abs(term) ? sum.total - next + term : term - next + sum.total;
  sum.total = next;
}
