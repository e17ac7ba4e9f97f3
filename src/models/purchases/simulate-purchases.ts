import { requireColumn } from '../../history/purchase-history.js';
import { representable, whole, within } from '../../internal/check.js';
import { requireOptions } from '../../internal/estimate.js';
import { type Random, readSeed, seededRandom } from '../../internal/random.js';
import type { Clock } from './clock.js';
import { MOST_PURCHASES, refuseSoMany } from './futures.js';
import type { SimulatedPurchases, SimulationOptions } from './purchase-model.js';

/** @internal A source of customers: each call draws one, and calls `purchase` for each repeat purchase up to `end`. */
export type Lives = (end: number, purchase: (time: number) => void) => Life;

/** @internal A simulated customer: the own rates, and the time of leaving (or the end of the simulation if that is earlier). */
interface Life {
  readonly purchaseRate: number;
  readonly dropout: number;
  readonly activeUntil: number;
}

/** @internal Which customers are simulated, by any clock. */
export interface ClockSimulationOptions extends Omit<SimulationOptions, 'observed'> {
  readonly observed: ArrayLike<number> | ClockCohort;
}

interface ClockCohort {
  readonly customers: number;
  readonly duration?: number;
  readonly opportunities?: number;
}

type SimulationClock = Pick<Clock<never, never>, 'duration' | 'length'>;

/** @internal Draws customers: each from the source for the place in the columns. */
export function simulatePurchases(
  sources: (random: Random, customers: number) => (customer: number) => Lives,
  options: ClockSimulationOptions,
  clock: SimulationClock,
  caller: string,
): SimulatedPurchases {
  requireOptions(options, caller);
  const { observed: given, holdout = 0, seed = 1 } = options;
  within(holdout, `${caller}: holdout`, clock.duration);
  readSeed(seed, caller);
  const observed = readObserved(given, clock, caller);
  const length = observed.length;
  const source = sources(seededRandom(seed), length);
  const column = () => new Float64Array(length);
  const histories = { repeats: column(), lastRepeat: column(), observed, logIntervals: column() };
  const hidden = { holdout: column(), purchaseRate: column(), dropout: column(), activeUntil: column() };
  for (let i = 0; i < length; i++) {
    const end = observed[i] as number;
    let [x, last, later, logs] = [0, 0, 0, 0];
    const { purchaseRate, dropout, activeUntil } = source(i)(representable(end + holdout, caller), (time) => {
      if (x + later >= MOST_PURCHASES) refuseSoMany(caller);
      if (time <= end) {
        logs += Math.log(time - last);
        [x, last] = [x + 1, time];
      } else later++;
    });
    histories.repeats[i] = x;
    histories.lastRepeat[i] = last;
    histories.logIntervals[i] = logs;
    hidden.holdout[i] = later;
    hidden.purchaseRate[i] = purchaseRate;
    hidden.dropout[i] = dropout;
    hidden.activeUntil[i] = activeUntil;
  }
  return { histories, ...hidden };
}

function readObserved(
  given: ClockSimulationOptions['observed'],
  { duration, length }: SimulationClock,
  caller: string,
): Float64Array {
  if (typeof given === 'object' && given !== null && 'customers' in given) {
    const customers = within(given.customers, `${caller}: observed.customers`, whole(0, 1e8));
    return new Float64Array(customers).fill(within(given[length] as number, `${caller}: observed.${length}`, duration));
  }
  requireColumn(given, `${caller}: observed`);
  return Float64Array.from(given, (time, i) => within(time, `${caller}: observed[${i}]`, duration));
}
