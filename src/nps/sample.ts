/** A survey as its statistics need it: the shares of promoters, passives and detractors, and the number of responses. */
export interface Sample {
  readonly p: number;
  readonly m: number;
  readonly q: number;
  readonly n: number;
}

/** The sample of counts, or of sums of weights; of nothing, its shares are no numbers and n is 0. */
export function sampleOf(promoters: number, passives: number, detractors: number): Sample {
  const n = promoters + passives + detractors;
  return { p: promoters / n, m: passives / n, q: detractors / n, n };
}

/** The variance of one response, +1, 0 or −1: p + q − (p − q)² for shares that sum to 1, written so that nothing cancels. */
export function responseVariance({ p, m, q }: Sample): number {
  return (p + q) * m + 4 * p * q;
}
