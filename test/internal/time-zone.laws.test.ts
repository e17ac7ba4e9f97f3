import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { timeZoneOf } from '../../src/internal/time-zone.js';
import { clocks, instant, zoneName } from '../support/calendars.js';
import { law } from '../support/law.js';

const DAY = 86_400_000;

describe('timeZoneOf', () => {
  law(
    'local time is what the engine formats: toLocal(t) = clocks(t), asked in any order',
    [zoneName(), fc.array(instant(), { minLength: 1, maxLength: 8 })],
    (zone, instants) => {
      const { toLocal } = timeZoneOf(zone, 'f');
      const shown = clocks(zone);
      for (const each of instants) expect(toLocal(each)).toBe(shown(each));
    },
    [
      // The two changes on record that are nearest to each other: four days apart.
      ['Africa/Freetown', [-957_308_400_000 - 1, -957_308_400_000, -956_964_000_000 - 1, -956_964_000_000]],
      ['Pacific/Apia', [1_325_239_199_999, 1_325_239_200_000]],
    ],
  );

  law(
    'an instant comes back, or where the clocks go back an earlier one with the same time: toInstant(toLocal(t)) ≤ t',
    [zoneName(), instant()],
    (zone, t) => {
      const { toLocal, toInstant } = timeZoneOf(zone, 'f');
      const local = toLocal(t);
      const first = toInstant(local);
      expect(first).toBeLessThanOrEqual(t);
      // The clocks never go back by more than a day, and what they show first they show again.
      expect(first).toBeGreaterThanOrEqual(t - DAY);
      expect(toLocal(first)).toBeGreaterThanOrEqual(local);
      if (toLocal(first) === local) return;
      expect(toLocal(first - 1)).toBeLessThan(local);
    },
  );

  law(
    'it is the first instant: the clocks show less before it, and the time or more from it on',
    [zoneName(), fc.integer({ min: Date.UTC(1840, 0, 1), max: Date.UTC(2100, 0, 1) }), fc.nat(2 * DAY)],
    (zone, local, before) => {
      const first = timeZoneOf(zone, 'f').toInstant(local);
      const shown = clocks(zone);
      expect(shown(first)).toBeGreaterThanOrEqual(local);
      expect(shown(first - 1)).toBeLessThan(local);
      expect(shown(first - 1 - before)).toBeLessThan(local);
    },
  );
});
