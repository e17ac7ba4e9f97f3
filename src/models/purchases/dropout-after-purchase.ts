import { logBetaRise, logGamma, logRising } from '../../internal/gamma.js';
import { betaTail } from '../../internal/incomplete-beta.js';
import { betaQuadrature, gammaQuadrature } from '../../internal/quadrature.js';

/**
 * The future of a customer who is alive, buys at random at a rate of the gamma distribution (r, α) and leaves after each
 * purchase with a probability of the beta distribution (a, b): what BG/NBD and its relatives say of everybody whose history is
 * known, with r + x for r, α + T for α, and b plus the purchases after which the customer has stayed for b.
 *
 * Were there no leaving, the purchases N in a time t would be negative binomial, with ratio τ = t / α. The customer stays
 * through n of them with probability S(n) = B(a, b + n) / B(a, b). All that follows are sums over n of positive terms; where
 * they would be long, the same as means over the dropout probability p.
 */

/** How many terms of a sum take about as long as the mean over p. */
const MANY = 1000;

/** What of a count N of purchases without leaving is asked for: Σ S(k) over k < N, S(N), or 1 − S(N). */
type Question = 'purchases' | 'stays' | 'leaves';

/** The expected purchases in a time t, with leaving: E Σ S(k) over k < N. */
export function purchasesWhileAlive(r: number, alpha: number, a: number, b: number, from: number, to: number): number {
  const tau = ratio(to, alpha);
  const before = ratio(from, alpha);
  // As a multiple of alpha the smallest times are 0, too.
  if (before === 0)
    return isShort(r, tau) ? meanOverCount(r, tau, a, b, 'purchases') : purchasesByMean(r, a, b, 0, tau);
  if (isShort(r, tau)) {
    const until = meanOverCount(r, tau, a, b, 'purchases');
    const not = meanOverCount(r, before, a, b, 'purchases');
    // Otherwise the subtraction would lose more than a digit.
    if (not < 0.9 * until) return until - not;
    // Probabilities would be below the smallest number.
    if (r * tau < 600) return purchasesBetween(r, before, ratio(to - from, alpha), a, b);
  }
  return purchasesByMean(r, a, b, before, ratio(to - from, alpha));
}

/** P(the customer is still alive after a time t), or that of the contrary. */
export function aliveLater(r: number, alpha: number, a: number, b: number, t: number, gone: boolean): number {
  const tau = ratio(t, alpha);
  if (isShort(r, tau)) return meanOverCount(r, tau, a, b, gone ? 'leaves' : 'stays');
  return meanOverBeta(a, b, knee(r, tau), (p) => {
    const log = -r * Math.log1p(p * tau);
    return gone ? -Math.expm1(log) : Math.exp(log);
  });
}

/**
 * The purchases between two times, from the change of the probabilities of N: Σ (P₁(n) − P₀(n)) H(n), where H(n) = Σ S(k) over
 * k < n. The change is negative up to some n*, and positive beyond; since it sums to 0, what H(n) is at n* may be taken from all H(n),
 * and then no term is negative.
 */
function purchasesBetween(r: number, before: number, tau: number, a: number, b: number): number {
  // log of P₁(n) / P₀(n) is n · rise − fall.
  const after = before + tau;
  const rise = Math.log1p(tau / before / (1 + after));
  const fall = r * Math.log1p(tau / (1 + before));
  const [q0, q1] = [before / (1 + before), after / (1 + after)];
  // H(n) − H(n*), added up from n* on in both directions, so that it has all its digits and the right sign.
  const distances: number[] = [];
  let stays = 1;
  for (let n = 0; n * rise < fall; n++) {
    distances.push(-stays);
    stays *= (b + n) / (a + b + n);
  }
  for (let n = distances.length - 2; n >= 0; n--) {
    distances[n] = (distances[n] as number) + (distances[n + 1] as number);
  }
  let p0 = Math.exp(-r * Math.log1p(before));
  let p1 = Math.exp(-r * Math.log1p(after));
  let beyond = 0;
  let sum = 0;
  for (let n = 0; ; n++) {
    const log = n * rise - fall;
    const term = log < 0 ? p0 * Math.expm1(log) * (distances[n] as number) : p1 * -Math.expm1(-log) * beyond;
    sum += term;
    const ratio = (q1 * (r + n)) / (n + 1);
    // The rest is less than a geometric series.
    if (ratio < 1 && p1 <= 1e-17 * (1 - ratio) && term <= 1e-17 * (1 - ratio) * sum) return sum;
    p0 *= (q0 * (r + n)) / (n + 1);
    p1 *= ratio;
    if (log < 0) continue;
    beyond += stays;
    stays *= (b + n) / (a + b + n);
  }
}

/** A time as a multiple of α, as far as that is a number of which something can be said. */
export function ratio(time: number, alpha: number): number {
  return Math.min(time / alpha, 1e280);
}

/** Below this p, 1 − (1 + p τ)^−r is in proportion to p. */
export function knee(r: number, tau: number): number {
  return Math.max(1e-300, 1 / (1 + Math.max(1, r) * tau));
}

/** Whether a sum over N takes no longer than a mean over p. */
export function isShort(r: number, tau: number): boolean {
  return r * tau + 8 * Math.sqrt(r * tau * (1 + tau)) + 38 * tau < MANY;
}

/**
 * The mean over N of what is asked for; the probabilities of N are summed, too, so that their common factor cancels. Where
 * only each k-th event is a purchase, N is the number of events, and the first purchase is the one that is `wait` events off.
 */
export function meanOverCount(
  r: number,
  tau: number,
  a: number,
  b: number,
  question: Question,
  k: number = 1,
  wait: number = 1,
): number {
  const q = tau / (1 + tau);
  let probability = 1;
  let total = 1;
  // S(n), and its sum and complement, for n purchases.
  let stays = 1;
  let purchases = 0;
  let leaves = 0;
  let sum = question === 'stays' ? 1 : 0;
  for (let event = 0, n = 0, next = wait; ; event++) {
    const ratio = (q * (r + event)) / (event + 1);
    probability *= ratio;
    if (probability > 1e250) {
      probability *= 1e-250;
      total *= 1e-250;
      sum *= 1e-250;
    }
    if (--next === 0) {
      next = k;
      purchases += stays;
      const each = stays / (a + b + n);
      leaves += a * each;
      stays = (b + n) * each;
      n++;
    }
    const term = probability * (question === 'purchases' ? purchases : question === 'stays' ? stays : leaves);
    total += probability;
    sum += term;
    // The rest is less than a geometric series.
    const least = 1e-17 * (1 - ratio);
    if (ratio < 1 && n > 0 && probability <= least * total && term <= least * sum) return sum / total;
  }
}

/** The mean over p of ((1 + p τ₀)^−r − (1 + p (τ₀ + τ))^−r) / p. */
function purchasesByMean(r: number, a: number, b: number, before: number, tau: number): number {
  return meanOverBeta(a, b, knee(r, before + tau), (p) => {
    const left = Math.exp(-r * Math.log1p(p * before));
    // What is below this has no digits left, nor any need of them.
    if (p < 1e-290) return left * r * tau;
    return (left * -Math.expm1(-r * Math.log1p((p * tau) / (1 + p * before)))) / p;
  });
}

/** The mean of f over p, flat for p below the knee. */
export function meanOverBeta(a: number, b: number, knee: number, f: (p: number) => number): number {
  const { points, weights } = betaQuadrature(a, b, knee);
  let sum = 0;
  for (let i = 0; i < points.length; i++) sum += (weights[i] as number) * f(points[i] as number);
  return sum;
}

/**
 * The purchases within a horizon, each times exp(−rate · time): the mean over the purchase rate λ and p of
 * λ (1 − exp(−(λ p + rate) horizon)) / (λ p + rate).
 */
export function discountedWhileAlive(
  r: number,
  alpha: number,
  a: number,
  b: number,
  rate: number,
  horizon: number,
): number {
  if (horizon === 0) return 0;
  // In units of α: λ is of the gamma distribution with rate 1.
  const c = rate * alpha;
  const h = horizon === Infinity ? horizon : ratio(horizon, alpha);
  const least = Math.max(c, 1 / h);
  const lambdas = gammaQuadrature(r, least);
  const most = r + 10 * Math.sqrt(r) + 50;
  const { points, weights } = betaQuadrature(a, b, Math.min(1, least / most));
  let sum = 0;
  for (let i = 0; i < lambdas.points.length; i++) {
    const lambda = lambdas.points[i] as number;
    let inner = 0;
    for (let j = 0; j < points.length; j++) {
      const end = lambda * (points[j] as number) + c;
      const share = h === Infinity ? 1 : -Math.expm1(-end * h);
      inner += end * h < 1e-290 ? (weights[j] as number) * h : ((weights[j] as number) * share) / end;
    }
    sum += (lambdas.weights[i] as number) * lambda * inner;
  }
  return sum;
}

/** P(n purchases in a time t): all stayed for, or the last one the end with as many more as may be. */
export function countWhileAlive(r: number, alpha: number, a: number, b: number, n: number, t: number): number {
  if (t === 0) return n === 0 ? 1 : 0;
  const tau = ratio(t, alpha);
  const logNone = -r * Math.log1p(tau);
  if (n === 0) return Math.exp(logNone);
  const stays = Math.exp(logBetaRise(a, b, n));
  const logQ = -Math.log1p(1 / tau);
  const exactly = Math.exp(logRising(r, n) - logGamma(n + 1) + n * logQ + logNone);
  const atLeast = betaTail(n, r, tau / (1 + tau), 1 / (1 + tau));
  // B(a + 1, b + n − 1) / B(a, b) = S(n) a / (b + n − 1).
  return stays * exactly + stays * (a / (b + (n - 1))) * atLeast;
}
