import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type CustomerExperienceRatings, customerExperienceIndex, netEaseScore } from '../../src/index.js';
import { answered, histogramOn, turned } from '../support/experience.js';
import { law } from '../support/law.js';
import { expectClose, staysWithin } from '../support/predicates.js';

const five = () => histogramOn({ min: 1, max: 5 });
const ratings = (): fc.Arbitrary<CustomerExperienceRatings> =>
  fc.record({ effectiveness: five(), ease: five(), emotion: five() });
const index = (any: CustomerExperienceRatings) => customerExperienceIndex(any)?.index;

describe('customerExperienceIndex', () => {
  law('−100 ≤ index ≤ 100', [ratings()], staysWithin(index, -100, 100));

  law('each quality is good minus bad: 100 · (4s and 5s − 1s and 2s) / ratings', [ratings()], (any) => {
    const parts = customerExperienceIndex(any);
    fc.pre(parts !== undefined);
    for (const quality of ['effectiveness', 'ease', 'emotion'] as const) {
      expect(parts[quality]).toBe(netEaseScore(any[quality], { easy: [4, 5], difficult: [1, 2] })?.value);
    }
    expectClose(parts.index * 3, parts.effectiveness + parts.ease + parts.emotion, 1e-12);
  });

  law(
    'the three qualities count alike: index(a, b, c) = index(c, a, b)',
    [ratings()],
    ({ effectiveness, ease, emotion }) => {
      const [there, back] = [
        index({ effectiveness, ease, emotion }),
        index({ effectiveness: emotion, ease: effectiveness, emotion: ease }),
      ];
      if (there === undefined || back === undefined) expect(back).toBe(there);
      else expect(Math.abs(back - there)).toBeLessThanOrEqual(1e-12 * 100);
    },
  );

  law('turning all scales round negates it', [ratings()], (any) => {
    const back = index({
      effectiveness: turned(any.effectiveness),
      ease: turned(any.ease),
      emotion: turned(any.emotion),
    });
    expect(back === undefined ? back : 0 - back).toBe(index(any));
  });

  law('there is an answer exactly where all three were answered', [ratings()], (any) =>
    expect(index(any) !== undefined).toBe(Object.values(any).every(answered)),
  );
});
