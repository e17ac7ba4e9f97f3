import { describe, expect, test } from 'vitest';
import * as custometry from '../../../src/index.js';

const { experienceClaims } = custometry;

describe('experienceClaims', () => {
  test('the numbers are the published ones', () => {
    const ranges = Object.fromEntries(
      Object.entries(experienceClaims).map(([name, { low, high }]) => [name, [low, high]]),
    );
    expect(ranges).toEqual({
      spendAfterBestExperience: [2.4, 2.4],
      renewalAfterBestExperience: [0.74, 0.74],
      renewalAfterPoorestExperience: [0.43, 0.43],
      saleToExistingCustomer: [0.6, 0.7],
      saleToNewProspect: [0.05, 0.2],
      acquisitionToRetentionCost: [5, 25],
      profitFromRetention: [0.25, 0.95],
    });
  });

  test.each(Object.entries(experienceClaims))('%s says what it is and cannot be changed', (_, claim) => {
    expect(Object.isFrozen(claim)).toBe(true);
    expect(Object.isFrozen(experienceClaims)).toBe(true);
    for (const text of [claim.unit, claim.comparator, claim.source, claim.caveat]) expect(text).toMatch(/\w{3}/);
    expect(claim.source).toMatch(/\((19|20)\d\d\)/);
  });
});
