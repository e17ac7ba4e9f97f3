import { logBetaRise, logRising } from '../../internal/gamma.js';
import { logBetaPower } from '../../internal/incomplete-beta.js';
import { positiveIntegral, SIXTEEN } from '../../internal/positive-integral.js';
import { betaQuadrature, gammaQuadrature } from '../../internal/quadrature.js';
import { smallestWhole } from '../../internal/roots.js';
import { ratio } from './dropout-after-purchase.js';
import { purchasesOfRegular, type Regular } from './regular-while-alive.js';

/** The purchases within a horizon, each times exp(−rate · time). */
export function discountedOfRegular(customer: Regular, rate: number, horizon: number): number {
  if (horizon === Infinity) return byRates(customer, rate, horizon);
  // So little is taken off at the end of it that no digit shows it.
  if (rate * horizon < 1e-17) return purchasesOfRegular(customer, 0, horizon);
  const isSharp = customer.r >= SHARP;
  const most = isSharp ? 2 ** 18 : 2 ** 20;
  return byEvents(customer, rate, horizon, most) ?? (isSharp ? byRates : byParts)(customer, rate, horizon);
}

/** From this shape on no rate that is likely makes fewer than 20,000 of 2^18 events that are. */
const SHARP = 100;
/** Below e^-50 of the first purchase the later ones do not show. */
const NEGLIGIBLE = 50;
/** After so many steps the next probability is computed anew, so that roundings do not pile up. */
const ANEW = 512;

/**
 * Σ S(l − 1) G(wait + (l − 1) k) over the purchases l, where S(l) = B(a, b + l) / B(a, b) is the probability to stay for the l-th
 * and G(n) = E[exp(−rate · time of event n), if that is within the horizon], without leaving. With H = horizon / α,
 * X = H / (1 + H), c = rate · α and x = τ / (1 + τ)
 *
 *     B(n, r) G(n) = ∫ xⁿ⁻¹ (1 − x)ʳ⁻¹ exp(−c x / (1 − x)) dx from 0 to X.
 *
 * Let E(n) be the same with (1 − x)ʳ, over the same B(n, r). By parts the moments hang together, going down from n + 1 to n,
 *
 *     E(n) = ((n + r + 1) E(n + 1) + c G(n + 1)) / (n + r) + P(n events within the horizon) exp(−c H) / (1 + H),
 *     G(n) = n G(n + 1) / (n + r) + E(n),
 *
 * and all terms are positive, so that nothing is lost. Undefined where it would take `mostEvents`:
 * then integrals are faster, and lose fewer digits.
 */
function byEvents(
  { r, alpha, a, b, k, wait }: Regular,
  rate: number,
  horizon: number,
  mostEvents: number,
): number | undefined {
  const c = Math.min(rate * alpha, 1e280);
  const H = ratio(horizon, alpha);
  // The τ from which most of G(n) comes.
  const peak = (n: number): number => {
    const [size, share] = [n / (r + c), c / (r + c)];
    return Math.min(H, (2 * size) / (1 + Math.sqrt(1 + 4 * share * size)));
  };
  const logAt = (n: number, tau: number) => logBetaPower(n, r, tau / (1 + tau), 1 / (1 + tau)) - c * tau;
  const logPeak = (n: number) => logAt(n, peak(n));
  const least = logPeak(wait) - NEGLIGIBLE;
  // Too small for a number.
  if (least < -800) return 0;
  const isLittle = (n: number) => logPeak(n) + logBetaRise(a, b, Math.floor((n - wait) / k)) < least;
  const end = smallestWhole(isLittle, wait + 1, wait + mostEvents);
  if (end === wait + mostEvents) return undefined;

  const tau = peak(end);
  const scale = Math.exp(logAt(end, tau));
  let [G, E] = around(end, r, c, H, tau).map((integral) => scale * integral) as [number, number];
  // What the last bits of both have lost.
  let [lostG, lostE] = [0, 0];
  const [rest, more] = [1 / (1 + H), 1 + 1 / H];
  let probability = 0;
  let sum = 0;
  let left = Math.floor((end - 1 - wait) / k);
  for (let n = end - 1; n >= wait; n--) {
    const share = 1 / (n + r);
    probability = (end - n) % ANEW === 1 ? (Math.exp(logAt(n, H)) / n) * rest : probability * (n + 1) * share * more;
    const [fromE, fromG] = [(E + c * G) * share + probability + lostE, lostG - r * share * G];
    const nextE = E + fromE;
    lostE = fromE - (nextE - E);
    const change = fromG + nextE;
    const nextG = G + change;
    lostG = change - (nextG - G);
    [E, G] = [nextE, nextG];
    if (n === wait + left * k) {
      sum = G + (sum * (b + left)) / (a + b + left);
      left--;
    }
  }
  return sum;
}

/**
 * ∫ τⁿ (1 + τ)^−(r + n) exp(−c τ) d log τ up to H, and the same over 1 + τ, as multiples of what is integrated at its peak: its
 * logarithm is concave. By Gauss and Legendre's rule over stretches in which that falls by a few units.
 */
function around(n: number, r: number, c: number, H: number, peak: number): [G: number, E: number] {
  const [x, y] = [peak / (1 + peak), 1 / (1 + peak)];
  const [right, left] = [Math.log(H / peak), Infinity];
  let [G, E] = [0, 0];
  for (const sign of [-1, 1]) {
    const log = (v: number): number => {
      const rise = Math.expm1(sign * v);
      // Of the two forms that without large terms that cancel.
      const events =
        peak < 1
          ? n * sign * v - (r + n) * Math.log1p(x * rise)
          : -r * sign * v - (r + n) * Math.log1p(y * Math.expm1(-sign * v));
      return events - c * peak * rise;
    };
    const far = sign < 0 ? left : right;
    for (let v = 0; v < far && log(v) > -NEGLIGIBLE; ) {
      const tau = peak * Math.exp(sign * v);
      const [here, rate] = [((r + n) * tau) / (1 + tau), c * tau];
      const slope = Math.abs(n - here - rate);
      const bend = here / (1 + tau) + rate;
      const length = Math.min(far - v, 1, 12 / (slope + Math.sqrt(slope * slope + 12 * bend)));
      for (let i = 0; i < SIXTEEN.length; i += 2) {
        const [node, weight] = [(length / 2) * (SIXTEEN[i] as number), (length / 2) * (SIXTEEN[i + 1] as number)];
        for (const at of [v + length / 2 - node, v + length / 2 + node]) {
          const each = weight * Math.exp(log(at));
          G += each;
          E += each / (1 + peak * Math.exp(sign * at));
        }
      }
      v += length;
    }
  }
  return [G, E];
}

/** By parts: ∫ exp(−rate · t) dE(t) = exp(−rate · h) E(h) + rate ∫ exp(−rate · t) E(t) dt. */
function byParts(customer: Regular, rate: number, horizon: number): number {
  const all = purchasesOfRegular(customer, 0, horizon);
  const { r, alpha, k } = customer;
  const expected = (t: number) => Math.log(purchasesOfRegular(customer, 0, t) || 5e-324);
  const most = Math.log(all);
  // What remembers the rhythm of the last purchase has died away after some time.
  const turn = 2 * Math.sin(Math.PI / k) ** 2;
  const rhythm = (tau: number) => k > 1 && r * Math.log1p(turn * tau) < 40;
  const { log } = positiveIntegral(
    {
      log: (t) => expected(t) - rate * t,
      slope: (t) => rate + (rhythm(t / alpha) ? (2 * r) / (alpha + t) : 1 / (alpha / (1 + r) + t)),
      // The singularities of E are those of (1 + τ (1 − z))^−r at the roots z of z^k = 1 − p: to the left, not within α / 2.
      room: (t) => Math.hypot(t, alpha / 2),
      logRest: (t) => most - expected(t) + Math.min(Math.log(horizon - t), -Math.log(rate)),
    },
    horizon,
    alpha / (1 + r),
  );
  return Math.exp(-rate * horizon) * all + rate * Math.exp(log);
}

/**
 * The mean over the rate λ of events and p of what is known of a customer of whom both are known. With φ = λ / (λ + rate),
 * z = (1 − p)^(1 / k) and u = −log(z φ), it is φ^wait / (1 − exp(−k u)) without a horizon, and otherwise
 *
 *     φ^wait exp((wait − 1) u) / (k (1 − exp(−u))) · (1 − exp(−(λ (1 − z) + rate) horizon))
 *
 * and what the first has beyond the second without a horizon: the rhythm, of which nothing is left after 20,000 events. The
 * mean is taken over the gamma distribution around the λ that weighs most.
 */
function byRates({ r, alpha, a, b, k, wait }: Regular, rate: number, horizon: number): number {
  // In units of α: λ is of the gamma distribution with rate 1.
  const c = rate * alpha;
  const H = horizon === Infinity ? horizon : ratio(horizon, alpha);
  const middle = (r - c + Math.sqrt((r - c) ** 2 + 4 * (r + wait) * c)) / 2;
  // Without cancellation where the middle is close to r.
  const shift = (wait * c) / (middle + c);
  const fastest = Math.max(c, 1 / H);
  const lambdas = gammaQuadrature(r + shift, fastest);
  const most = r + shift + 10 * Math.sqrt(r + shift) + 50;
  const { points, weights } = betaQuadrature(a, b, Math.min(1, (k * fastest) / most));
  const factor = logRising(r, shift);
  let sum = 0;
  for (let i = 0; i < lambdas.points.length; i++) {
    const lambda = lambdas.points[i] as number;
    // Nobody buys at a rate that is too small for a number.
    if (lambda === 0) continue;
    const logPhi = -Math.log1p(c / lambda);
    const discount = -Math.expm1(k * logPhi);
    let inner = 0;
    for (let j = 0; j < points.length; j++) {
      // 1 − (1 − p) φ^k.
      const p = points[j] as number;
      const ends = p + (1 - p) * discount;
      inner += (weights[j] as number) * (H === Infinity ? 1 / ends : until(k, wait, p, logPhi, lambda * H, ends));
    }
    sum += (lambdas.weights[i] as number) * Math.exp(factor + wait * logPhi - shift * Math.log(lambda)) * inner;
  }
  return sum;
}

/** What is known of such a customer until so many events are expected, over φ^wait. */
function until(k: number, wait: number, p: number, logPhi: number, events: number, ends: number): number {
  const u = -Math.log1p(-p) / k - logPhi;
  const gone = -Math.expm1(-u);
  const end = events * Math.exp(-logPhi) * gone;
  if (end > 40 || k * u > 1) return 1 / ends;
  const even = Math.exp((wait - 1) * u) / (k * gone);
  // By the first terms of Bernoulli's series where the two are large and alike.
  const rhythm =
    k * u > 1e-5 ? 1 / ends - even : 0.5 + (k * u) / 12 - (wait - 0.5 + ((wait * (wait - 1) + 1 / 6) * u) / 2) / k;
  return even * -Math.expm1(-end) + rhythm;
}
