import { FRACTION, representable, within } from '../../internal/check.js';

/**
 * Expected lifetime in periods begun: how many periods a customer is expected to start, the one in which they leave
 * included, where the same share c leaves in each.
 *
 *     E = 1 + (1 − c) + (1 − c)² + … = 1 / c
 *
 * The usual convention where each period is paid for at its start: it is the expected number of payments. Of a mix of loyal
 * and fickle customers the churn of all together says too little: half at 1% and half at 19% live 52.6 periods on average,
 * not 1 / 0.10 = 10. Compute each group's, and take the mean.
 *
 * @param churn - The share that leaves in each period, the same for ever: a fraction from 0 to 1.
 * @returns Periods, 1 or more, or `undefined` for a churn of 0: nobody ever leaves.
 * @throws `TypeError` or `RangeError` for a churn that is not a fraction (a percentage is refused with the likely meaning),
 * and for one so small that the lifetime is too large for a number.
 * @example
 * ```ts
 * import { expectedLifetimeInPeriodsBegun } from 'custometry';
 *
 * expectedLifetimeInPeriodsBegun(0.05); // => 20
 * expectedLifetimeInPeriodsBegun(0); // => undefined
 * ```
 * @see Peter S. Fader and Bruce G. S. Hardie (2007), "How to Project Customer Retention", Journal of Interactive Marketing
 * 21(1), 76-90, for the geometric model and where it fails; {@link expectedLifetimeInPeriodsCompleted} and
 * {@link expectedLifetimeInContinuousTime} for the other two conventions.
 */
export function expectedLifetimeInPeriodsBegun(churn: number): number | undefined {
  const caller = 'expectedLifetimeInPeriodsBegun';
  const c = within(churn, `${caller}: churn`, FRACTION);
  return c === 0 ? undefined : representable(1 / c, caller);
}

/**
 * Expected lifetime in periods completed: how many periods a customer is expected to stay to the end, where the same
 * share c leaves in each. One less than the periods begun.
 *
 *     E = (1 − c) + (1 − c)² + … = (1 − c) / c
 *
 * The convention for what is only earned at the end of a period, and the expected number of renewals. Its warning about
 * mixed customers is that of {@link expectedLifetimeInPeriodsBegun}.
 *
 * @param churn - The share that leaves in each period, the same for ever: a fraction from 0 to 1.
 * @returns Periods, 0 or more, or `undefined` for a churn of 0: nobody ever leaves.
 * @throws `TypeError` or `RangeError` for a churn that is not a fraction (a percentage is refused with the likely meaning),
 * and for one so small that the lifetime is too large for a number.
 * @example
 * ```ts
 * import { expectedLifetimeInPeriodsCompleted } from 'custometry';
 *
 * expectedLifetimeInPeriodsCompleted(0.05); // => 19
 * expectedLifetimeInPeriodsCompleted(1); // => 0
 * ```
 * @see Peter S. Fader and Bruce G. S. Hardie (2007), "How to Project Customer Retention", Journal of Interactive Marketing
 * 21(1), 76-90.
 */
export function expectedLifetimeInPeriodsCompleted(churn: number): number | undefined {
  const caller = 'expectedLifetimeInPeriodsCompleted';
  const c = within(churn, `${caller}: churn`, FRACTION);
  // 1 − c rounds where c is small.
  return c === 0 ? undefined : representable(c < 0.5 ? 1 / c - 1 : (1 - c) / c, caller);
}

/**
 * Expected lifetime in continuous time: how many periods a customer is expected to stay, fractions of a period
 * included, where customers leave at any moment at one pace of which c is the share lost in a period.
 *
 *     E = ∫ (1 − c)^t dt = −1 / ln(1 − c)
 *
 * The convention where leaving takes effect at once. It lies between the other two, a little more than half a period below
 * the periods begun, and does not depend on the period: c a month and the same pace a year give the same lifetime. Its
 * warning about mixed customers is that of {@link expectedLifetimeInPeriodsBegun}.
 *
 * The churn is a share, not a rate over customer time λ: for that the lifetime is simply 1/λ, and its share 1 − e^(−λ).
 *
 * @param churn - The share that leaves in a period: a fraction from 0 to 1.
 * @returns Periods, 0 or more (0 for a churn of 1: all leave at once), or `undefined` for a churn of 0: nobody ever leaves.
 * @throws `TypeError` or `RangeError` for a churn that is not a fraction (a percentage is refused with the likely meaning),
 * and for one so small that the lifetime is too large for a number.
 * @example
 * ```ts
 * import { expectedLifetimeInContinuousTime } from 'custometry';
 *
 * expectedLifetimeInContinuousTime(0.05); // => 19.49572…
 * expectedLifetimeInContinuousTime(1); // => 0
 * ```
 * @see David G. Kleinbaum and Mitchel Klein (2012), Survival Analysis: A Self-Learning Text, 3rd ed., chapter 7: with a
 * constant hazard λ the survival function is exp(−λt), of mean 1 / λ.
 */
export function expectedLifetimeInContinuousTime(churn: number): number | undefined {
  const caller = 'expectedLifetimeInContinuousTime';
  const c = within(churn, `${caller}: churn`, FRACTION);
  return c === 0 ? undefined : representable(-1 / Math.log1p(-c), caller);
}
