import { logBetaRise } from '../../internal/gamma.js';
import { betaTail, logBetaPower } from '../../internal/incomplete-beta.js';
import { SIXTEEN } from '../../internal/positive-integral.js';
import { isShort, knee, meanOverBeta, meanOverCount, ratio } from './dropout-after-purchase.js';

/**
 * A customer who is alive and buys at each k-th event of a Poisson process, which nobody sees: the times between purchases
 * are of the Erlang distribution of order k. The rate of events is of the gamma distribution (r, α); after each
 * purchase the customer leaves with a probability of the beta distribution (a, b). Were there no leaving, the events N in a
 * time t would be negative binomial with τ = t / α, and the l-th purchase would be event n = wait + (l − 1) k.
 *
 * With k = 1 it is the customer of `dropout-after-purchase.ts`, and all of the formulas are those there.
 */
export interface Regular {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
  /** A whole number of at least 1. */
  readonly k: number;
  /** How many events off the next purchase is: from 1 to k. */
  readonly wait: number;
}

/** From this dropout probability on, so many purchases are all that need be looked at: (1 − p)^30 does not show. */
const HIGH = 0.75;
const FEW = 30;
/** As good as 0. */
const LEAST = 1e-290;

/** The expected purchases from time `from` to `to`. */
export function purchasesOfRegular(customer: Regular, from: number, to: number): number {
  if (from === to) return 0;
  const { r, alpha, a, b, k, wait } = customer;
  const [before, tau] = [ratio(from, alpha), ratio(to, alpha)];
  if (isShort(r, tau)) {
    const until = meanOverCount(r, tau, a, b, 'purchases', k, wait);
    if (from === 0) return until;
    const not = meanOverCount(r, before, a, b, 'purchases', k, wait);
    // Otherwise the subtraction would lose digits.
    if (not < until / 2) return until - not;
    if (to <= 2 * from) return purchasesByIntensity(customer, before, ratio(to - from, alpha));
  }
  const step = ratio(to - from, alpha);
  const purchases = byOrder(customer, (n) => {
    const early = betaTail(n, r, before / (1 + before), 1 / (1 + before));
    if (early < 0.5) return betaTail(n, r, tau / (1 + tau), 1 / (1 + tau)) - early;
    return betaTail(r, n, 1 / (1 + before), before / (1 + before)) - betaTail(r, n, 1 / (1 + tau), tau / (1 + tau));
  });
  return meanOverBeta(a, b, knee(r, tau), (p) =>
    p >= HIGH ? powerSum(purchases(), p) : purchasesByRoots(customer, p, before, step),
  );
}

/** P(the customer is still alive after a time t), or that of the contrary. */
export function regularAliveLater(customer: Regular, t: number, gone: boolean): number {
  const { r, alpha, a, b, k, wait } = customer;
  const tau = ratio(t, alpha);
  if (isShort(r, tau)) return meanOverCount(r, tau, a, b, gone ? 'leaves' : 'stays', k, wait);
  const [x, y] = [tau / (1 + tau), 1 / (1 + tau)];
  const sums = byOrder(customer, (n) => (gone ? betaTail(n, r, x, y) : betaTail(r, n, y, x)));
  return meanOverBeta(a, b, knee(r, tau), (p) => {
    // The last purchase is the l-th one with probability p (1 − p)^(l − 1).
    if (p >= HIGH) {
      const sum = powerSum(sums(), p);
      if (gone || (1 - p) ** (FEW - 1) * (sums()[FEW - 1] as number) <= 1e-16 * sum) return p * sum;
    }
    return gone ? p * purchasesByRoots(customer, p, 0, tau) : staysByRoots(customer, p, tau);
  });
}

/** P(n purchases in a time t): all stayed for, or the last one the end with as many more as may be. */
export function countOfRegular({ r, alpha, a, b, k, wait }: Regular, n: number, t: number): number {
  if (t === 0) return n === 0 ? 1 : 0;
  const tau = ratio(t, alpha);
  const [x, y] = [tau / (1 + tau), 1 / (1 + tau)];
  // The events from the n-th purchase to just before the next one: as multiples of the most likely number of them.
  const first = n === 0 ? 0 : wait + (n - 1) * k;
  const last = wait + n * k - 1;
  const top = Math.max(first, Math.min(Math.floor((r - 1) * tau), last));
  let sum = 1;
  for (let event = top, term = 1; event > first; event--) sum += term *= event / (x * (r + event - 1));
  for (let event = top, term = 1; event < last; event++) sum += term *= (x * (r + event)) / (event + 1);
  const log = top === 0 ? -r * Math.log1p(tau) : logBetaPower(top, r, x, y) - Math.log(top);
  const exactly = log + Math.log(sum);
  if (n === 0) return Math.exp(exactly);
  const stays = logBetaRise(a, b, n);
  return Math.exp(stays + exactly) + Math.exp(stays) * (a / (b + (n - 1))) * betaTail(first, r, x, y);
}

/**
 * ∫ of the rate of purchases over a short time, which is all there is without subtraction: by Gauss and Legendre's rule over
 * stretches of a few events.
 */
function purchasesByIntensity({ r, a, b, k, wait }: Regular, before: number, step: number): number {
  const panels = 1 + Math.ceil((r * step) / (1 + before) / 4);
  const half = step / panels / 2;
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    const middle = before + (2 * panel + 1) * half;
    for (let i = 0; i < SIXTEEN.length; i += 2) {
      const [node, weight] = [half * (SIXTEEN[i] as number), half * (SIXTEEN[i + 1] as number)];
      sum += weight * (intensity(r, middle - node, a, b, k, wait) + intensity(r, middle + node, a, b, k, wait));
    }
  }
  return sum;
}

/** The rate of purchases at τ: the mean of (r + N) / (1 + τ) S(n) over those N that are followed by a purchase. */
function intensity(r: number, tau: number, a: number, b: number, k: number, wait: number): number {
  const q = tau / (1 + tau);
  let probability = 1;
  let total = 0;
  let stays = 1;
  let sum = 0;
  for (let event = 0, n = 0, next = wait; ; event++) {
    total += probability;
    if (--next === 0) {
      next = k;
      sum += probability * (r + event) * stays;
      stays *= (b + n) / (a + b + n);
      n++;
    }
    const ratio = (q * (r + event)) / (event + 1);
    probability *= ratio;
    if (probability > 1e250) {
      probability *= 1e-250;
      total *= 1e-250;
      sum *= 1e-250;
    }
    const least = 1e-17 * (1 - q);
    const isSmall = probability <= least * total && probability * (r + event + 1) <= least * sum;
    if (ratio < 1 && n > 0 && isSmall) return sum / total / (1 + tau);
  }
}

/** f of the events of the first few purchases, computed when it is asked for. */
function byOrder({ k, wait }: Regular, f: (event: number) => number): () => Float64Array {
  let known: Float64Array | undefined;
  return () => {
    known ??= Float64Array.from({ length: FEW }, (_, l) => f(wait + l * k));
    return known;
  };
}

/** Σ (1 − p)^(l − 1) f(l). */
function powerSum(f: Float64Array, p: number): number {
  let sum = 0;
  for (let l = f.length - 1; l >= 0; l--) sum = sum * (1 - p) + (f[l] as number);
  return sum;
}

/**
 * The purchases from τ₀ = `before` to τ₁ = τ₀ + `step` at the dropout probability p, the mean over the rates:
 *
 *     Σ z^(k − wait + 1) / (k (1 − p) (1 − z)) · ((1 + τ₀ (1 − z))^−r − (1 + τ₁ (1 − z))^−r)
 *
 * over the k roots z of z^k = 1 − p. The real one is what BG/NBD has; the others are the rhythm.
 */
function purchasesByRoots({ r, k, wait }: Regular, p: number, before: number, step: number): number {
  // Further down it is flat.
  return overRoots(k, Math.max(p, LEAST), k - wait + 1, (re, im) => {
    const now = logOnePlus(before * re, before * im);
    const size = (1 + before * re) ** 2 + (before * im) ** 2;
    // step s / (1 + τ₀ s), with s = 1 − z.
    const [up, over] = [(step * (re + before * (re * re + im * im))) / size, (step * im) / size];
    const more = logOnePlus(up, over);
    // exp(−r now) (1 − exp(−r more)).
    const [length, angle] = [Math.expm1(-r * more[0]), -r * more[1]];
    const [fall, turn] = [2 * Math.sin(angle / 2) ** 2 * (1 + length) - length, -(1 + length) * Math.sin(angle)];
    const left = Math.exp(-r * now[0]);
    const [cos, sin] = [left * Math.cos(-r * now[1]), left * Math.sin(-r * now[1])];
    return [cos * fall - sin * turn, cos * turn + sin * fall];
  });
}

/** P(alive at τ) at the dropout probability p: the same sum of p (1 + τ (1 − z))^−r. */
function staysByRoots({ r, k, wait }: Regular, p: number, tau: number): number {
  if (p < LEAST) return 1;
  return overRoots(k, p, k - wait + 1, (re, im) => {
    const [log, angle] = logOnePlus(tau * re, tau * im);
    const size = p * Math.exp(-r * log);
    return [size * Math.cos(r * angle), -size * Math.sin(r * angle)];
  });
}

/** The real part of Σ z^power / (k (1 − p) (1 − z)) f(1 − z) over the roots z of z^k = 1 − p, which come in pairs. */
function overRoots(
  k: number,
  p: number,
  power: number,
  f: (re: number, im: number) => readonly [re: number, im: number],
): number {
  const log = Math.log1p(-p) / k;
  const radius = Math.exp(log);
  const size = Math.exp(power * log) / (k * (1 - p));
  let sum = 0;
  for (let i = 0; 2 * i <= k; i++) {
    const angle = (2 * Math.PI * i) / k;
    const re = 2 * Math.sin(angle / 2) ** 2 - Math.expm1(log) * Math.cos(angle);
    const im = i === 0 ? 0 : -radius * Math.sin(angle);
    const [fRe, fIm] = f(re, im);
    // z^power f / (1 − z).
    const [cos, sin] = [Math.cos(power * angle), Math.sin(power * angle)];
    const [up, over] = [cos * fRe - sin * fIm, cos * fIm + sin * fRe];
    // The real root has no imaginary part, and is too close to 1 to be squared.
    const real = i === 0 ? up / re : (up * re + over * im) / (re * re + im * im);
    sum += i === 0 || 2 * i === k ? real : 2 * real;
  }
  return size * sum;
}

/** log(1 + re + i im), for re ≥ 0. */
function logOnePlus(re: number, im: number): readonly [re: number, im: number] {
  return [Math.log1p(re * (2 + re) + im * im) / 2, Math.atan2(im, 1 + re)];
}
