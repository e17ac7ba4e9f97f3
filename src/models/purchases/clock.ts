import { type PurchaseHistories, type PurchaseHistory, requireHistories } from '../../history/purchase-history.js';
import { NOT_NEGATIVE, POSITIVE, type Range } from '../../internal/check.js';

/** @internal What the time of a model is counted in, and what it may be. */
export interface Clock<History, Histories> {
  /** The histories, checked. */
  readonly read: (subject: History | Histories, caller: string) => PurchaseHistory | PurchaseHistories;
  /** A time after the end of the observation. */
  readonly time: Range;
  /** Such a time that is not before another one. */
  readonly timeFrom: (from: number) => Range;
  /** For how long purchases are counted one by one. */
  readonly duration: Range;
  /** The field that says for how long a cohort is observed. */
  readonly length: 'duration' | 'opportunities';
  /** The field that says how the future is discounted, without a horizon and with one, and what others mean by another name. */
  readonly discount: {
    readonly name: 'forceOfInterest' | 'discountRate';
    readonly endless: Range;
    readonly upToHorizon: Range;
    readonly meant: { readonly [name: string]: string };
  };
}

/** @internal Time that flows, in any unit. */
export const TIME: Clock<PurchaseHistory, PurchaseHistories> = {
  read: (subject, caller) => {
    requireHistories(subject, caller);
    return subject;
  },
  time: NOT_NEGATIVE,
  timeFrom: (from) => [from, Infinity, `a finite number >= from (${from})`],
  duration: NOT_NEGATIVE,
  length: 'duration',
  discount: {
    name: 'forceOfInterest',
    endless: POSITIVE,
    upToHorizon: NOT_NEGATIVE,
    meant: { discountRate: 'forceOfInterest, log(1 + discountRate) in the unit of time' },
  },
};
