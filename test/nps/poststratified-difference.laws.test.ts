import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type NpsCounts,
  type NpsPoststratifiedEstimate,
  type NpsWeightedDifference,
  npsDifference,
  npsPoststratified,
  npsPoststratifiedDifference,
} from '../../src/index.js';
import { npsCountsOf } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import { confidence, responsesOf, testAgreesWithInterval } from '../support/nps.js';

interface Stratum {
  readonly before: NpsCounts;
  readonly after: NpsCounts;
  readonly share: number;
}

/** Counts up to 1000: intervals cost more digits the narrower they are. */
const counts = () => npsCountsOf(fc.nat(1000)).filter((each) => responsesOf(each) > 0);
const strata = (): fc.Arbitrary<Stratum[]> =>
  fc
    .array(fc.record({ before: counts(), after: counts(), share: fc.integer({ min: 1, max: 1000 }) }), {
      minLength: 1,
      maxLength: 6,
    })
    .map((list) => {
      const total = list.reduce((sum, { share }) => sum + share, 0);
      return list.map((each) => ({ ...each, share: each.share / total }));
    });

const map = <Value>(list: readonly Stratum[], of: (stratum: Stratum) => Value) =>
  new Map(list.map((stratum, i) => [i, of(stratum)]));
const change = (list: readonly Stratum[], level = 0.95) =>
  npsPoststratifiedDifference(
    map(list, ({ before }) => before),
    map(list, ({ after }) => after),
    map(list, ({ share }) => share),
    { confidence: level },
  ) as NpsWeightedDifference;

const expectNear = (actual: number, expected: number, error = 1e-9) =>
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(error);

describe('npsPoststratifiedDifference', () => {
  law('one stratum is a plain difference', [counts(), counts(), confidence()], (before, after, level) => {
    const stratified = change([{ before, after, share: 1 }], level);
    const plain = npsDifference(before, after, { confidence: level });
    expectNear(stratified.value, plain?.value as number);
    expectNear(stratified.lower, plain?.lower as number);
    expectNear(stratified.upper, plain?.upper as number);
    // Of scores that are equal but for rounding, p is 1 but for the root of it.
    expectNear(stratified.pValue, plain?.pValue as number, 1e-6);
  });

  law(
    'the limits are those of MOVER with the post-stratified estimates: d ∓ √((s₂ − l₂)² + (u₁ − s₁)²)',
    [strata(), confidence()],
    (list, level) => {
      const { value, lower, upper, ...rest } = change(list, level);
      const [one, two] = (['before', 'after'] as const).map((time) =>
        npsPoststratified(
          map(list, (stratum) => stratum[time]),
          map(list, ({ share }) => share),
          { confidence: level },
        ),
      ) as [NpsPoststratifiedEstimate, NpsPoststratifiedEstimate];
      expect(value).toBe(two.value - one.value);
      expectNear(lower, Math.max(-200, value - Math.hypot(two.value - two.lower, one.upper - one.value)));
      expectNear(upper, Math.min(200, value + Math.hypot(two.upper - two.value, one.value - one.lower)));
      expect(rest).toMatchObject({
        responsesBefore: one.responses,
        responsesAfter: two.responses,
        effectiveResponsesBefore: one.effectiveResponses,
        effectiveResponsesAfter: two.effectiveResponses,
      });
    },
  );

  law(
    'the test agrees with the interval to the last bit: p < 1 − confidence ⇔ 0 ∉ interval',
    [strata(), confidence()],
    (list, level) => testAgreesWithInterval((at) => change(list, at), level),
  );

  law('turning the time round negates it, with the same p', [strata(), confidence()], (list, level) => {
    const back = list.map(({ before, after, share }) => ({ before: after, after: before, share }));
    const [there, here] = [change(list, level), change(back, level)];
    expectNear(here.value, -there.value);
    expectNear(here.lower, -there.upper);
    expect(here.pValue).toBe(there.pValue);
  });

  law(
    'only the mix changed, so that nothing did: with k·nₕ responses of the same scores, value = 0',
    [strata(), fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 6, maxLength: 6 })],
    (list, factors) => {
      const same = list.map(({ before, share }, i) => {
        const k = factors[i] as number;
        const { promoters, passives, detractors } = before;
        return {
          before,
          share,
          after: { promoters: k * promoters, passives: k * passives, detractors: k * detractors },
        };
      });
      expectNear(change(same).value, 0);
    },
  );
});
