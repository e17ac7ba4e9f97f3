import { representable } from '../../internal/check.js';
import { rootBetween } from '../../internal/roots.js';
import { sum } from '../../internal/sum.js';

/** The rates at which a series of cash flows is worth nothing, and how many there could be. */
export interface InternalRates {
  /** The rates, each once, in rising order: fractions above −1 for one period, or a year where the flows have dates. */
  readonly rates: readonly number[];
  /**
   * How often the flows turn from paid to received or back, in order of time; flows of 0 do not count. There are at most
   * as many rates, counted by multiplicity, and if fewer then by an even number: 0 turns mean no rate, 1 means exactly one.
   */
  readonly signChanges: number;
}

/** Flows from the first to the last in units of the time between them: times rise from 0 to 1. */
interface Series {
  readonly times: readonly number[];
  /** The amounts times time⁰, and where derivatives are needed time¹, time² …: what they are sums of. */
  readonly weights: readonly (readonly number[])[];
  /** The sum of the amounts, and so the value at the rate 0. */
  readonly total: number;
}

/**
 * All zeros of value(u) = Σ amount · e^(−u·time), the present value at the continuous rate u = ln(1 + r), as rates r. The
 * times must rise.
 *
 * Where the amounts change sign once there is one zero, and their sum says on which side of 0. Where they change it more
 * often, u moves up from 0 in steps that provably hold no zero of the value or of one of its first derivatives, so that the zeros in a step lie between those of the derivatives (Rolle) and can be bracketed. Zeros below 0 are those of
 * the flows in reverse. Zeros between which the value is no larger than its rounding count as one.
 */
export function zeroRates(amounts: readonly number[], times: readonly number[], caller: string): InternalRates {
  const scale = scaleOf(amounts);
  const [c, t]: [number[], number[]] = [[], []];
  let signChanges = 0;
  amounts.forEach((amount, k) => {
    if (amount === 0) return;
    if (c.length > 0 && amount > 0 !== (c[c.length - 1] as number) > 0) signChanges++;
    // What scaling makes too small for a number keeps its sign.
    c.push(amount * scale || Math.sign(amount) * 5e-324);
    t.push(times[k] as number);
  });
  if (signChanges === 0) return { rates: [], signChanges };

  const [first, last] = [t[0] as number, t[t.length - 1] as number];
  const span = last - first;
  const forward = () => seriesOf(c, (k) => ((t[k] as number) - first) / span, signChanges);
  const backward = () =>
    seriesOf(c.slice().reverse(), (k) => (last - (t[t.length - 1 - k] as number)) / span, signChanges);
  let zeros: number[];
  if (signChanges === 1) {
    const flows = forward();
    const isNegative = flows.total > 0 === (c[0] as number) > 0;
    zeros = [flows.total === 0 ? 0 : isNegative ? -onlyZero(backward()) : onlyZero(flows)];
  } else {
    zeros = [...zerosFrom0(backward()).map((v) => -v), ...zerosFrom0(forward())];
  }
  const rates = zeros
    // A rate nearer to −1 than numbers are is told by the nearest one.
    .map((v) => Math.max(representable(Math.expm1(v / span), caller), -0.9999999999999999))
    .sort((a, b) => a - b);
  return { rates: rates.filter((rate, k) => rate !== rates[k - 1]), signChanges };
}

/** Brings the largest amount to about 2^1000, where sums do not overflow yet: a power of two, which does not round. */
function scaleOf(amounts: readonly number[]): number {
  const largest = amounts.reduce((most, amount) => Math.max(most, Math.abs(amount)), 5e-324);
  return 2 ** Math.min(1000, 1000 - Math.floor(Math.log2(largest)));
}

function seriesOf(amounts: readonly number[], timeOf: (k: number) => number, signChanges: number): Series {
  const times = amounts.map((_, k) => timeOf(k));
  const weights = [amounts];
  // As many derivatives as a zero can have multiplicity, up to a point.
  const orders = signChanges > 1 ? Math.min(signChanges, MOST_ORDERS) : 0;
  for (let order = 1; order <= orders; order++) {
    weights.push((weights[order - 1] as readonly number[]).map((weight, k) => weight * (times[k] as number)));
  }
  return { times, weights, total: sum(amounts) };
}

/** The value (order 0) or a derivative of it, but for its sign, at the continuous rate v. */
function valueAt({ times, weights, total }: Series, order: number, v: number): number {
  const amounts = weights[order] as readonly number[];
  // Near 0, from the sum at 0, so that small rates keep their digits.
  const fromTotal = order === 0 && v < 0.5;
  let value = 0;
  let lost = 0;
  for (let k = 0; k < amounts.length; k++) {
    const x = -v * (times[k] as number);
    const term = fromTotal ? (amounts[k] as number) * Math.expm1(x) : decayed(amounts[k] as number, x);
    const next = value + term;
    lost += Math.abs(value) >= Math.abs(term) ? value - next + term : term - next + value;
    value = next;
  }
  return fromTotal ? total + lost + value : value + lost;
}

/** amount · e^x for x up to 0, where the power alone could be too small for a number. */
function decayed(amount: number, x: number): number {
  return x > -700 ? amount * Math.exp(x) : amount * Math.exp(x / 2) * Math.exp(x / 2);
}

/** How far `valueAt` can be from the truth, with the amounts as uncertain as their last digit. */
function roundingAt({ times, weights }: Series, order: number, v: number): number {
  let size = 0;
  times.forEach((time, k) => {
    size += 2e-16 * Math.abs(decayed((weights[order] as readonly number[])[k] as number, -v * time)) * (3 + v * time);
  });
  return size;
}

/** The one zero above 0, where there is just one. */
function onlyZero(flows: Series): number {
  let [from, to] = [0, 1];
  while (valueAt(flows, 0, to) > 0 === flows.total > 0) [from, to] = [to, 2 * to];
  return rootBetween((v) => valueAt(flows, 0, v), from, to);
}

function zerosFrom0(flows: Series): number[] {
  const found: number[] = [];
  let from = 0;
  // How many steps were no longer than the least. Many in a row are a zero of a multiplicity that no digits can tell, where
  // steps grow, so that it comes to an end.
  let blind = 0;
  for (;;) {
    const least = Math.min(0.1, 1e-7 * 2 ** (blind / 200)) * Math.max(1, 2 * from);
    const { order, length } = longestStep(flows, from, least);
    if (order === 0 && length === Infinity) break;
    if (length <= least) blind++;
    const to = from + length;
    let zeros: number[] = [];
    for (let lower = order - 1; lower >= 0; lower--) zeros = zerosBetween(flows, lower, [from, ...zeros, to]);
    found.push(...zeros);
    from = to;
  }
  return found
    .sort((a, b) => a - b)
    .filter((zero, k) => {
      const middle = ((found[k - 1] ?? 0) + zero) / 2;
      return k === 0 || Math.abs(valueAt(flows, 0, middle)) > roundingAt(flows, 0, middle);
    });
}

/**
 * How far one can move up from v without a zero of the value (order 0) or of a derivative, whichever is furthest.
 *
 * With B(τ) the present value at v of what comes after τ, the value at v + h is value − Σ Bₖ·wₖ, where the weights
 * wₖ = e^(−h·tₖ) − e^(−h·tₖ₊₁) lie between 0 and h·(tₖ₊₁ − tₖ) and sum to less than 1. So a positive value stays positive
 * for h < value / ∫ max(B, 0) dτ, and for ever where no B is above it. Derivatives are values of other amounts.
 */
function longestStep(series: Series, v: number, least: number): { order: number; length: number } {
  const { times, weights } = series;
  const roots = times.map((time) => Math.exp((-v * time) / 2));
  const furthest = Math.max(1, 2 * v);
  const orders = weights.length;
  // Where the value is no larger than its rounding, smaller steps would see no more.
  const isRounding = Math.abs(valueAt(series, 0, v)) <= roundingAt(series, 0, v);
  let best = { order: orders - 1, length: isRounding ? Math.max(least, 1e-3 * furthest) : least };
  for (let order = 0; order < orders && best.length < furthest; order++) {
    const amounts = weights[order] as readonly number[];
    let rest = 0;
    let [rise, fall, highest, lowest] = [0, 0, 0, 0];
    for (let k = times.length - 1; k > 0; k--) {
      rest += (amounts[k] as number) * (roots[k] as number) * (roots[k] as number);
      const area = rest * ((times[k] as number) - (times[k - 1] as number));
      if (rest > 0) [rise, highest] = [rise + area, Math.max(highest, rest)];
      else [fall, lowest] = [fall + area, Math.min(lowest, rest)];
    }
    const value = rest + (amounts[0] as number);
    const isForEver = value > 0 ? highest < value : lowest > value;
    if (order === 0 && isForEver) return { order, length: Infinity };
    const length = isForEver ? furthest : Math.min(furthest, 0.9 * (value > 0 ? value / rise : value / fall));
    if (length > best.length) best = { order, length };
  }
  return best;
}

/** How many derivatives are looked at, at most. */
const MOST_ORDERS = 12;

/** The zeros of the value or a derivative, given points between which it does not turn. */
function zerosBetween(flows: Series, order: number, points: readonly number[]): number[] {
  const zeros: number[] = [];
  let [before, valueBefore] = [0, 0];
  points.forEach((point, k) => {
    let value = valueAt(flows, order, point);
    // It turns at the inner points: there it may touch 0 without crossing.
    if (k > 0 && k < points.length - 1 && Math.abs(value) <= roundingAt(flows, order, point)) value = 0;
    if (value === 0) zeros.push(point);
    else if (valueBefore !== 0 && value > 0 !== valueBefore > 0) {
      zeros.push(rootBetween((v) => valueAt(flows, order, v), before, point));
    }
    [before, valueBefore] = [point, value];
  });
  return zeros;
}
