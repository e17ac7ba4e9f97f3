import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { shareOfWallet, walletAllocation } from '../../src/index.js';
import { amount, factor } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import { expectClose, staysWithin, unmovedBy } from '../support/predicates.js';

const wallet = () =>
  fc.tuple(amount(), amount()).map(([spend, elsewhere]) => ({ spend, categorySpend: spend + elsewhere }));
const ratings = () =>
  fc
    .array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 12 })
    .map((list) => new Map(list.map((rating, brand): [number, number] => [brand, rating])));

describe('shareOfWallet', () => {
  law('0 ≤ share ≤ 1', [wallet()], staysWithin(shareOfWallet, 0, 1));

  law('it gives the spend back: share · categorySpend = spend', [wallet()], ({ spend, categorySpend }) => {
    const share = shareOfWallet({ spend, categorySpend });
    expect(Math.abs((share ?? 0) * categorySpend - spend)).toBeLessThanOrEqual(1e-15 * categorySpend);
  });

  law('the shares of all who sell sum to 1', [fc.array(fc.nat(1_000_000), { minLength: 1 })], (spends) => {
    const categorySpend = spends.reduce((sum, spend) => sum + spend, 0);
    fc.pre(categorySpend > 0);
    const shares = spends.map((spend) => shareOfWallet({ spend, categorySpend }) as number);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  law(
    'it is the same in every currency: share(k · spend) = share(spend)',
    [wallet(), factor()],
    unmovedBy(shareOfWallet, ({ spend, categorySpend }, k: number) => ({
      spend: k * spend,
      categorySpend: k * categorySpend,
    })),
  );
});

describe('walletAllocation', () => {
  law('the shares of all brands sum to 1: Σ shares = 1', [ratings()], (map) => {
    const shares = walletAllocation(map);
    expect([...shares.keys()]).toEqual([...map.keys()]);
    const total = [...shares.values()].reduce((sum, share) => sum + share, 0);
    expect(Math.abs(total - 1)).toBeLessThanOrEqual(1e-15 * map.size);
  });

  law('it is the published form of the ranks, counted one by one', [ratings()], (map) => {
    const all = [...map.values()];
    const n = all.length;
    for (const [brand, share] of walletAllocation(map)) {
      const rating = map.get(brand) as number;
      const better = all.filter((other) => other > rating).length;
      const alike = all.filter((other) => other === rating).length;
      const rank = better + (alike + 1) / 2;
      expect(Math.abs(share - (1 - rank / (n + 1)) * (2 / n))).toBeLessThanOrEqual(1e-15);
    }
  });

  law('better rated is more: rating a > rating b ⇔ share a > share b', [ratings()], (map) => {
    const shares = [...walletAllocation(map)].map(([brand, share]) => [share, map.get(brand)] as [number, number]);
    for (const [shareA, ratingA] of shares) {
      for (const [shareB, ratingB] of shares) {
        expect(Math.sign(shareA - shareB)).toBe(Math.sign(ratingA - ratingB));
      }
    }
  });

  law(
    'only the order of the ratings counts: allocation(f(ratings)) = allocation(ratings) for rising f',
    [ratings()],
    (map) => {
      const stretched = new Map([...map].map(([brand, rating]) => [brand, rating ** 3 - 500]));
      expect(walletAllocation(stretched)).toEqual(walletAllocation(map));
    },
  );

  law(
    'a new brand that is rated best is less for each of the others, in the same proportion: n / (n + 2)',
    [ratings()],
    (map) => {
      const [before, after] = [walletAllocation(map), walletAllocation(new Map([...map, [-1, 11]]))];
      const n = map.size;
      for (const [brand, share] of before) expectClose(after.get(brand), (share * n) / (n + 2));
    },
  );
});
