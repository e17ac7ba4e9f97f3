import { describe, expect } from 'vitest';
import { type ModelInterval, parameterInterval } from '../../../src/index.js';
import { law } from '../../support/law.js';
import { nbdFit } from '../../support/nbd-fit.js';
import { expectClose } from '../../support/predicates.js';
import { confidence } from '../../support/predictions.js';

describe('parameterInterval', () => {
  law(
    'symmetric in the logarithm, and holds the value: lower · upper = value², 0 < lower < value < upper',
    [nbdFit(), confidence()],
    (fitted, sure) => {
      for (const { value, lower, upper, confidence: told } of Object.values(
        parameterInterval(fitted, { confidence: sure }) as Record<string, ModelInterval>,
      )) {
        expectClose(lower * upper, value * value);
        expect(lower).toBeGreaterThan(0);
        expect(lower).toBeLessThan(value);
        expect(upper).toBeGreaterThan(value);
        expect(told).toBe(sure);
      }
    },
  );
});
