import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { seededRandom } from '../../../src/internal/random.js';
import { rollingAges } from '../../../src/retention/cohorts/activity.js';
import { law } from '../../support/law.js';

describe('rollingAges', () => {
  law(
    'what it drops when it has no room left is not missed: ages = distinct ⌊(instant − first) / length⌋, of many events',
    [fc.maxSafeInteger(), fc.constantFrom(1, 3, 10, 1000, 100_000), fc.integer({ min: 1, max: 4 })],
    (seed, length, customers) => {
      const random = seededRandom(seed);
      const store = rollingAges(length);
      const instants: number[][] = [];
      // Room is for 1,024 at first: enough for it to be short three times.
      for (let i = 0; i < 5000; i++) {
        const who = i < customers ? i : Math.floor(customers * random());
        const at = Math.floor(200_000 * random() ** 2) - 100_000;
        store.add(who, at);
        instants[who] ??= [];
        instants[who].push(at);
      }
      for (const [who, list] of instants.entries()) {
        const first = Math.min(...list);
        const ages = new Set(list.map((at) => Math.floor((at - first) / length)));
        expect(store.of(who)).toEqual([...ages].toSorted((a, b) => a - b));
      }
    },
  );
});
