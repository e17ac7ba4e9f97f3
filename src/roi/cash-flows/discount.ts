/**
 * What an amount that falls due t periods from now is worth now: amount / (1 + i)^t, by logarithms so that a small i keeps
 * its digits over many periods. Nothing is worth nothing, however far off.
 */
export function discount(amount: number, i: number, t: number): number {
  return amount === 0 ? 0 : amount * Math.exp(-t * Math.log1p(i));
}
