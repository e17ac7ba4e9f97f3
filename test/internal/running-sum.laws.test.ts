import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { addTo } from '../../src/internal/running-sum.js';
import { sum } from '../../src/internal/sum.js';
import { balance } from '../support/arbitraries.js';
import { law } from '../support/law.js';

describe('addTo', () => {
  law(
    'adding term by term is summing: it agrees with sum, in every order of small and large',
    [
      fc.array(
        fc.oneof(
          balance(),
          balance().map((x) => x * 1e16),
        ),
      ),
    ],
    (terms) => {
      const running = { total: 0, lost: 0 };
      for (const term of terms) addTo(running, term);
      expect(running.total + running.lost).toBe(sum(terms));
    },
  );
});
