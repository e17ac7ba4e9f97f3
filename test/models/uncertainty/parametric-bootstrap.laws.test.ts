import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type ModelFit,
  type NbdParameters,
  nbd,
  type ParametricBootstrap,
  parametricBootstrap,
} from '../../../src/index.js';
import { law } from '../../support/law.js';

describe('parametricBootstrap', () => {
  const { histories } = nbd.simulate({ r: 0.8, alpha: 10 }, { observed: { customers: 60, duration: 52 } });
  const fitted = nbd.fit(histories) as ModelFit<NbdParameters>;

  law(
    'the same seed draws the same, a weight is a repetition, and half of the draws lie within the interval of 50%',
    [fc.nat(1000)],
    (seed) => {
      const options = { draws: 7, seed, confidence: 0.5 };
      const one = parametricBootstrap(nbd, fitted, histories, options) as ParametricBootstrap<NbdParameters>;
      const folded = { repeats: [0], lastRepeat: [0], observed: [52], weights: [60] };
      expect(parametricBootstrap(nbd, fitted, folded, options)).toEqual(one);
      const { lower, upper, value } = one.intervals.r;
      expect(value).toBe(fitted.parameters.r);
      // Type-7 quartiles of 7 are halfway between the 2nd and 3rd, and the 5th and 6th.
      expect(one.draws.filter(({ r }) => r >= lower && r <= upper)).toHaveLength(3);
    },
  );
});
