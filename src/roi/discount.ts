/** What an amount that falls due t periods from now is worth now: amount / (1 + i)^t. */
export function discount(amount: number, i: number, t: number): number {
  return amount * (1 + i) ** -t;
}
