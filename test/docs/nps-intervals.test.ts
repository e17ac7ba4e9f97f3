import { readFileSync } from 'node:fs';
import { npsEstimate, npsEstimateAdjustedWald, npsEstimateWald } from 'custometry';
import { describe, expect, test } from 'vitest';
import { coverage, coverageOfDifference, coverageOfPairedDifference } from '../../docs/examples/nps-coverage.js';

const guide = readFileSync(new URL('../../docs/guides/nps-intervals.md', import.meta.url), 'utf8').replace(/ +/g, ' ');
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
const intervals = [
  ['score', npsEstimate],
  ['adjusted Wald', npsEstimateAdjustedWald],
  ['Wald', npsEstimateWald],
] as const;

describe('the coverage tables of the guide', () => {
  test.each([10, 15, 20, 30, 50, 100])('with %i responses are what enumeration gives', (n) => {
    for (const [name, estimate] of intervals) {
      const { mean, least, short, width } = coverage(estimate, n, 0.95);
      const cells = [n, name, percent(mean), percent(least), `${Math.round(100 * short)}%`, width.toFixed(1)];
      expect(guide).toContain(`| ${cells.join(' | ')} |`);
    }
  });

  test('of the difference and of the paired difference are what enumeration gives', () => {
    const difference = coverageOfDifference(10, [0.5, 0.2], [0.7, 0.1]);
    expect(guide).toContain(`| 10 | 0.5, 0.2 | 0.7, 0.1 | ${percent(difference)} |`);
    const paired = coverageOfPairedDifference(10, [0.02, 0.08, 0.6, 0.2, 0.1]);
    expect(guide).toContain(`| 10 | 0.02, 0.08, 0.6, 0.2, 0.1 | ${percent(paired)} |`);
  });
});

describe('the score interval', () => {
  test.each([0.8, 0.9, 0.95, 0.99])(
    'covers what it says at %d, from 10 responses on and for extreme mixes',
    (confidence) => {
      for (const n of [10, 15, 25, 40, 80]) {
        const { mean, least } = coverage(npsEstimate, n, confidence);
        expect(mean).toBeGreaterThan(confidence - 0.002);
        expect(mean).toBeLessThan(confidence + 0.04);
        // The worst mix, and what Wald makes of it: the numbers are those that enumeration gave.
        expect(least).toBeGreaterThan(confidence - (n < 20 ? 0.2 : 0.08));
        expect(coverage(npsEstimateWald, n, confidence).least).toBeLessThan(
          n < 80 ? 0.6 * confidence : 0.7 * confidence,
        );
      }
    },
  );
});
